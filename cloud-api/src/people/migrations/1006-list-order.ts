import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Lists of people are paged by account number: without this each page would sort the school. */
export const listOrder: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index on person (school, kind, account_no) where erased_at is null`.execute(db);
  },
};
