import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Consent to notices of comings and goings was asked for, and nothing was ever sent: it is kept by nobody. */
export const askedFor: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`delete from consent where purpose = 'notices'`.execute(db);
    await sql`alter table consent drop constraint consent_purpose_check,
      add constraint consent_purpose_check check (purpose in ('processing'))`.execute(db);
  },
};
