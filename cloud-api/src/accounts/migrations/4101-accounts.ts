import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, ownedBySchool } from '../../db/table-rights.ts';

/** Accounts and the roles they hold. Passwords are no column that a working role may read. */
export const accounts: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table account (
      id uuid primary key default gen_random_uuid(),
      login_index bytea not null unique,
      login bytea not null,
      password text not null,
      failures integer not null default 0,
      failed_at timestamptz,
      locked_until timestamptz,
      disabled_at timestamptz,
      created_at timestamptz not null default now()
    )`.execute(db);
    await grant(db, 'account', { jobs: ['select', 'insert', 'update'] });
    await sql`grant select (id, login, disabled_at, created_at) on account to vratar_api`.execute(db);

    // The reach of a role follows from its kind; a role that names too little would reach nothing, silently.
    await sql`create table role_assignment (
      id uuid primary key default gen_random_uuid(),
      account uuid not null references account,
      role text not null,
      school uuid references school,
      class uuid,
      region uuid references region,
      person uuid references person on delete cascade,
      valid_from timestamptz not null,
      valid_until timestamptz check (valid_until > valid_from),
      granted_by uuid references account,
      foreign key (school, class) references class (school, id),
      check (case role
        when 'operator' then school is null and region is null
        when 'regional_officer' then region is not null and school is null
        when 'municipality' then region is not null and school is null
        else school is not null and region is null end),
      check (role <> 'homeroom_teacher' or class is not null),
      check (role not in ('parent', 'pupil') or person is not null),
      check (role in ('pupil', 'guard', 'installer', 'card_officer', 'homeroom_teacher', 'principal', 'parent',
        'regional_officer', 'municipality', 'operator', 'dpo'))
    )`.execute(db);
    await sql`create index on role_assignment (account)`.execute(db);
    await sql`create index on role_assignment (school, role)`.execute(db);
    await ownedBySchool(db, 'role_assignment', {
      api: ['select'],
      jobs: ['select', 'insert', 'update', 'delete'],
    });

    await sql`alter table account enable row level security`.execute(db);
    await sql`create policy own_or_of_school on account to vratar_api using (id = vratar_account() or exists
      (select from role_assignment r where r.account = account.id and r.school = vratar_school()))`.execute(
      db,
    );
    await sql`create policy all_accounts on account to vratar_jobs using (true)`.execute(db);
  },
};
