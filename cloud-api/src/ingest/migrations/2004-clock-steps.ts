import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Steps of a gateway's clock, either way, and whether it had ever been set: what a boot's times are worth (R14). */
export const clockSteps: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table event_mark add last_unset boolean not null default false`.execute(db);
    await sql`alter table coverage_gap
      add from_unset boolean not null default false, add until_unset boolean not null default false,
      drop constraint coverage_gap_cause_check,
      add constraint coverage_gap_cause_check check (cause in ('silent', 'restart', 'missing', 'step'))`.execute(
      db,
    );
    // What was taken for a silence until now, and was none.
    await sql`update coverage_gap set cause = 'step'
      where cause = 'silent' and from_boot = until_boot and until_mono - from_mono <= 150000`.execute(db);
  },
};
