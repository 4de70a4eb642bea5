import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool, type Rights } from '../../db/table-rights.ts';

const REGISTER: Rights = {
  api: ['select', 'insert', 'update'],
  ingest: ['select'],
  jobs: ['select', 'insert', 'update', 'delete'],
};

/** Cards and the like, who held them when, and the tokens by which gateways know them. */
export const credentials: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table site_key (
      site uuid not null references site,
      version integer not null check (version > 0),
      school uuid not null references school,
      sealed bytea not null,
      seal_version integer not null,
      created_at timestamptz not null default now(),
      retired_at timestamptz,
      primary key (site, version)
    )`.execute(db);
    await ownedBySchool(db, 'site_key', { api: REGISTER.api!, jobs: REGISTER.jobs! });

    await sql`create table credential (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      type text not null check (type in ('card', 'bracelet', 'fob', 'phone', 'transit', 'temporary', 'visitor')),
      uid bytea not null,
      uid_version integer not null,
      uid_index bytea not null unique,
      label text not null default '',
      state text not null default 'stock' check (state in ('stock', 'issued', 'blocked', 'lost', 'retired')),
      created_at timestamptz not null default now()
    )`.execute(db);
    await sql`create index on credential (school, state)`.execute(db);
    await ownedBySchool(db, 'credential', REGISTER);

    await sql`create table credential_holding (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      credential uuid not null references credential,
      person uuid references person on delete cascade,
      kind text not null check (kind in ('pupil', 'staff', 'visitor', 'temporary', 'pass_only')),
      valid_from timestamptz not null,
      valid_until timestamptz check (valid_until > valid_from),
      uses integer check (uses > 0),
      ended_at timestamptz check (ended_at >= valid_from),
      end_reason text check (end_reason in
        ('lost', 'damaged', 'defect', 'replaced', 'returned', 'blocked', 'left', 'transferred', 'expired')),
      issued_by uuid,
      check ((ended_at is null) = (end_reason is null)),
      check (kind not in ('pass_only', 'visitor') or person is null),
      check (kind in ('pass_only', 'visitor') or person is not null),
      exclude using gist (credential with =, tstzrange(valid_from, ended_at) with &&)
    )`.execute(db);
    await sql`create index on credential_holding (person, valid_from)`.execute(db);
    await sql`create index on credential_holding (school)`.execute(db);
    await ownedBySchool(db, 'credential_holding', REGISTER);

    await sql`create table credential_token (
      site uuid not null references site,
      token text collate "C" not null,
      credential uuid not null references credential on delete cascade,
      key_version integer not null,
      school uuid not null references school,
      primary key (site, token),
      unique (credential, site, key_version)
    )`.execute(db);
    await sql`create index on credential_token (school)`.execute(db);
    await ownedBySchool(db, 'credential_token', {
      api: ['select', 'insert', 'delete'],
      ingest: ['select'],
      jobs: ['select', 'insert', 'update', 'delete'],
    });

    // What the list builder has still to look at; written in the transaction that changes a card or a person.
    await sql`create table allow_list_change (
      id bigint generated always as identity primary key,
      site uuid not null references site,
      credential uuid not null references credential on delete cascade,
      school uuid not null references school
    )`.execute(db);
    await sql`create index on allow_list_change (site, id)`.execute(db);
    await ownedBySchool(db, 'allow_list_change', { api: ['insert'], jobs: ['select', 'insert', 'delete'] });

    // The paper journal of cards for families who refused processing: who signed is on the paper, not here (D9).
    await sql`create table card_journal (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      number integer not null,
      credential uuid not null references credential,
      action text not null check (action in ('issued', 'returned', 'replaced')),
      signed_on date not null,
      document text not null default '',
      entered_by uuid,
      entered_at timestamptz not null default now(),
      unique (school, number)
    )`.execute(db);
    await sql`create index on card_journal (credential)`.execute(db);
    await ownedBySchool(db, 'card_journal', { api: ['select', 'insert'], jobs: ['select', 'insert'] });
  },
};
