import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whether anybody can sign in to an account is also what regional numbers count. */
export const openedForJobs: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`grant execute on function vratar_account_opened to vratar_jobs`.execute(db);
  },
};
