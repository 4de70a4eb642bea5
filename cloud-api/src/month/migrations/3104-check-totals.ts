import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a teacher saw when checking a class off: a check-off says nothing about what changed after it. */
export const checkTotals: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table class_check add totals bytea check (length(totals) = 32)`.execute(db);
  },
};
