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
    // A boot's steps, and where it began, are looked up with each batch that tells of it.
    await sql`create index on coverage_gap (gateway, from_boot)`.execute(db);
    await sql`create index on coverage_gap (gateway, until_boot)`.execute(db);
    await noteUnset(db);
  },
};

/** Clocks that were never set: the stored lines tell it of each moment that is kept. */
async function noteUnset(db: Kysely<unknown>): Promise<void> {
  await sql`update event_mark k set last_unset = true where ${wasUnset('k', 'last')}`.execute(db);
  await sql`update coverage_gap k set until_unset = true where ${wasUnset('k', 'until')}`.execute(db);
  // The beginning of a gap that a gateway tells is no event of its own, but of the same clock.
  await sql`update coverage_gap k set from_unset = true where ${wasUnset('k', 'from')}
    or until_unset and from_boot = until_boot and exists (select from event e
      where e.gateway = k.gateway and e.epoch = k.epoch and e.seq = k.before_seq and e.kind = 'gap'
        and e.line::json->'data'->>'fromMono' = k.from_mono::text)`.execute(db);
}

/** Whether the event at a moment of a row says that its clock was never set. */
const wasUnset = (row: string, moment: string) => sql`exists (select from event e
  where e.school = ${sql.ref(`${row}.school`)} and e.at = ${sql.ref(`${row}.${moment}_at`)}
    and e.gateway = ${sql.ref(`${row}.gateway`)} and e.line::json->>'boot' = ${sql.ref(`${row}.${moment}_boot`)}
    and e.line::json->>'mono' = ${sql.ref(`${row}.${moment}_mono`)}::text and e.line::json->>'clock' = 'unsynced')`;
