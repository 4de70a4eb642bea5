import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Lets an erasure take the kept answers of a school away: they hold names under the school's key, not the person's. */
export const erasure: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`grant update (version, sealed) on idempotent_answer to vratar_jobs`.execute(db);
  },
};
