import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool, type Rights } from '../../db/table-rights.ts';

const REGISTER: Rights = {
  api: ['select', 'insert', 'update', 'delete'],
  ingest: ['select'],
  jobs: ['select', 'insert', 'update', 'delete'],
};

/** Facts are added and withdrawn, never changed: attendance as known at any moment can be computed again (I6). */
const FACT: Rights = { api: ['select', 'insert'], ingest: ['select'], jobs: ['select', 'insert'] };
const KNOWN = sql`recorded_at timestamptz not null default now(), withdrawn_at timestamptz`;

/** School years, classes, shifts, bells, timetables, days off, and who was in which class when. */
export const calendar: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table school_year (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      start_year integer not null,
      first_day date not null,
      last_day date not null check (last_day >= first_day),
      unique (school, start_year)
    )`.execute(db);
    await sql`create table term (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      school_year uuid not null references school_year on delete cascade,
      number smallint not null,
      first_day date not null,
      last_day date not null check (last_day >= first_day),
      unique (school_year, number)
    )`.execute(db);
    await sql`create table shift (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      code text not null,
      name text not null,
      unique (school, code)
    )`.execute(db);
    await sql`create table subject (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      code text not null,
      name text not null,
      unique (school, code)
    )`.execute(db);
    await sql`create table class (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      school_year uuid not null references school_year,
      name text not null,
      grade smallint not null check (grade between -6 and 32),
      unique (school_year, name)
    )`.execute(db);
    for (const table of ['school_year', 'term', 'shift', 'subject', 'class']) {
      await sql`create index on ${sql.table(table)} (school)`.execute(db);
      await ownedBySchool(db, table, REGISTER);
    }

    await sql`create table class_shift (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      class uuid not null references class,
      shift uuid not null references shift,
      holds_from date not null,
      ${KNOWN}
    )`.execute(db);
    await sql`create table class_teacher (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      class uuid not null references class,
      teacher uuid references person on delete set null,
      holds_from date not null,
      ${KNOWN}
    )`.execute(db);
    await sql`create table bell_schedule (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      shift uuid not null references shift,
      holds_from date not null,
      only_on date,
      periods jsonb not null,
      check (only_on is null or only_on = holds_from),
      ${KNOWN}
    )`.execute(db);
    await sql`create table timetable (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      class uuid not null references class,
      holds_from date not null,
      only_on date,
      lessons jsonb not null,
      check (only_on is null or only_on = holds_from),
      ${KNOWN}
    )`.execute(db);
    await sql`create table calendar_day (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      class uuid references class,
      day date not null,
      kind text not null check (kind in ('holiday', 'off_day', 'school_day', 'remote', 'excursion')),
      as_weekday smallint check (as_weekday between 1 and 7),
      note text not null default '',
      ${KNOWN}
    )`.execute(db);
    // btree_gist is a trusted extension: the owner of the database may add it.
    await sql`create extension if not exists btree_gist`.execute(db);
    await sql`create table enrolment (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      person uuid not null references person on delete cascade,
      class uuid not null references class,
      first_day date not null,
      last_day date check (last_day >= first_day),
      reason text not null default 'enrolled',
      ${KNOWN},
      exclude using gist (person with =, daterange(first_day, last_day, '[]') with &&) where (withdrawn_at is null)
    )`.execute(db);
    await sql`create index on enrolment (class, first_day)`.execute(db);

    for (const table of [
      'class_shift',
      'class_teacher',
      'bell_schedule',
      'timetable',
      'calendar_day',
      'enrolment',
    ]) {
      await sql`create index on ${sql.table(table)} (school)`.execute(db);
      await ownedBySchool(db, table, FACT);
      await sql`grant update (withdrawn_at) on ${sql.table(table)} to vratar_api, vratar_jobs`.execute(db);
    }
  },
};
