import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** Who agreed to what, or refused, and when: added to, never changed; of a person and a purpose that
 * with the latest day of signing holds, and of one day the one recorded last. */
export const consent: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table consent (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      person uuid not null references person on delete cascade,
      purpose text not null check (purpose in ('processing', 'notices')),
      given boolean not null,
      signer text not null check (signer in ('guardian', 'pupil')),
      form text not null default '',
      signed_on date not null,
      document text not null default '',
      account uuid not null references account,
      recorded_at timestamptz not null
    )`.execute(db);
    await sql`create index on consent (school, person, purpose, recorded_at)`.execute(db);
    await sql`create index on consent (school, recorded_at, id)`.execute(db);
    await ownedBySchool(db, 'consent', {
      api: ['select', 'insert'],
      jobs: ['select', 'insert', 'delete'],
    });
    // With a pupil who changes schools it goes along; nothing else of it is ever changed.
    await sql`grant update (school) on consent to vratar_jobs`.execute(db);
  },
};
