import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where a gateway's journal begins: who had passed there that day before nobody knows (R17). */
export const firstEvents: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table coverage_gap
      drop constraint coverage_gap_cause_check,
      add constraint coverage_gap_cause_check
        check (cause in ('first', 'silent', 'restart', 'missing', 'step'))`.execute(db);
  },
};
