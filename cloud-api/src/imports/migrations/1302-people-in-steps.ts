import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Steps that hold sealed bytes of a person, found when that person is erased. */
export const peopleInSteps: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index on roster_import_step ((step->>'person'))
      where step->>'did' = 'profile_changed'`.execute(db);
  },
};
