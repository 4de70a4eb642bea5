import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Consent to notices of comings and goings was asked for, and nothing was ever sent: no role enters it any more. What was
 * said about it stays, as everything that a family has signed, and goes along with a pupil who changes schools.
 */
export const askedFor: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create policy asked_for on consent as restrictive for insert to vratar_api, vratar_jobs
      with check (purpose = 'processing')`.execute(db);
  },
};
