import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** The allow list of each site as it stands, with the version at which each line last changed. */
export const allowLists: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table allow_list (
      site uuid primary key references site on delete cascade,
      school uuid not null references school,
      version bigint not null,
      policy jsonb not null,
      policy_version bigint not null,
      entries integer not null,
      built_at timestamptz not null
    )`.execute(db);
    await ownedBySchool(db, 'allow_list', {
      api: ['select'],
      ingest: ['select'],
      jobs: ['select', 'insert', 'update', 'delete'],
    });

    await sql`create table allow_list_entry (
      site uuid not null references site on delete cascade,
      token text collate "C" not null,
      school uuid not null references school,
      credential uuid references credential on delete set null,
      version bigint not null,
      entry text,
      primary key (site, token)
    )`.execute(db);
    await sql`create index on allow_list_entry (site, version)`.execute(db);
    await sql`create index on allow_list_entry (credential)`.execute(db);
    await ownedBySchool(db, 'allow_list_entry', {
      api: ['select'],
      ingest: ['select'],
      jobs: ['select', 'insert', 'update', 'delete'],
    });
  },
};
