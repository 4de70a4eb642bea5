import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant } from '../../db/table-rights.ts';

/** Data keys, wrapped by the master key of a key provider. A row without a school is the network's own. */
export const vault: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table vault_key (
      school uuid references school,
      version integer not null check (version > 0),
      master text not null,
      wrapped bytea not null,
      created_at timestamptz not null default now(),
      retired_at timestamptz,
      unique nulls not distinct (school, version)
    )`.execute(db);
    await grant(db, 'vault_key', {
      api: ['select', 'insert'],
      jobs: ['select', 'insert', 'update', 'delete'],
    });
    await sql`alter table vault_key enable row level security`.execute(db);
    await sql`create policy read_own on vault_key for select to vratar_api
      using (school is null or school = vratar_school())`.execute(db);
    await sql`create policy add_own on vault_key for insert to vratar_api
      with check (school = vratar_school())`.execute(db);
    await sql`create policy all_schools on vault_key to vratar_jobs using (true)`.execute(db);
  },
};
