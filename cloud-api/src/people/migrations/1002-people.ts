import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool, type Rights } from '../../db/table-rights.ts';

const REGISTER: Rights = {
  api: ['select', 'insert', 'update', 'delete'],
  ingest: ['select'],
  jobs: ['select', 'insert', 'update', 'delete'],
};

/**
 * Students, staff and guardians. Names, identifiers, birth dates and contacts are ciphertext under a key of the person,
 * which is wrapped by the school's key: erasure drops one small row, transfer wraps it anew.
 */
export const people: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create sequence account_number start 1000001`.execute(db);
    await sql`grant usage on sequence account_number to vratar_api, vratar_jobs`.execute(db);
    // Luhn's digit at the end catches what is mistyped at a desk or read out on a telephone.
    await sql`create function new_account_number() returns text language plpgsql volatile as $$
      declare
        body text := nextval('account_number')::text;
        total int := 0;
        digit int;
      begin
        for position in 1..length(body) loop
          digit := substr(body, length(body) - position + 1, 1)::int;
          if position % 2 = 1 then digit := digit * 2; end if;
          total := total + digit / 10 + digit % 10;
        end loop;
        return body || ((10 - total % 10) % 10)::text;
      end $$`.execute(db);

    await sql`create table person (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      kind text not null check (kind in ('student', 'staff', 'guardian')),
      account_no text not null unique default new_account_number(),
      profile bytea,
      identifier_type smallint check (identifier_type in (0, 1, 2)),
      identifier_index bytea,
      tracking text not null default 'full' check (tracking in ('full', 'pass_only')),
      erased_at timestamptz,
      created_at timestamptz not null default now(),
      check ((identifier_type is null) = (identifier_index is null))
    )`.execute(db);
    await sql`create index on person (school, kind, id)`.execute(db);
    // Network-wide for students, so that a pupil is never twice in the registers; a parent may be known in two schools.
    await sql`create unique index on person (identifier_index, identifier_type) where kind = 'student'`.execute(
      db,
    );
    await sql`create unique index on person (school, kind, identifier_index, identifier_type)`.execute(db);
    await ownedBySchool(db, 'person', REGISTER);

    await sql`create table person_key (
      person uuid primary key references person on delete cascade,
      school uuid not null references school,
      version integer not null,
      wrapped bytea not null
    )`.execute(db);
    await sql`create index on person_key (school, version)`.execute(db);
    await ownedBySchool(db, 'person_key', { api: REGISTER.api!, jobs: REGISTER.jobs! });

    await sql`create table person_word (
      school uuid not null references school,
      word bytea not null,
      person uuid not null references person on delete cascade,
      primary key (school, word, person)
    )`.execute(db);
    await sql`create index on person_word (person)`.execute(db);
    await ownedBySchool(db, 'person_word', { api: REGISTER.api!, jobs: REGISTER.jobs! });

    await sql`create table guardianship (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      child uuid not null references person on delete cascade,
      guardian uuid not null references person on delete cascade,
      relation text not null check (relation in ('mother', 'father', 'guardian', 'other')),
      valid_from date not null,
      valid_until date check (valid_until > valid_from),
      unique (child, guardian, valid_from)
    )`.execute(db);
    await sql`create index on guardianship (school)`.execute(db);
    await sql`create index on guardianship (guardian)`.execute(db);
    await ownedBySchool(db, 'guardianship', REGISTER);

    await sql`create table employment (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      person uuid not null references person on delete cascade,
      post text not null,
      valid_from date not null,
      valid_until date check (valid_until > valid_from)
    )`.execute(db);
    await sql`create index on employment (school)`.execute(db);
    await sql`create index on employment (person)`.execute(db);
    await ownedBySchool(db, 'employment', REGISTER);
  },
};
