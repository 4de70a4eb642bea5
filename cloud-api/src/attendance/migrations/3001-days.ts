import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool, type Rights } from '../../db/table-rights.ts';

const RESULT: Rights = {
  api: ['select', 'insert', 'update'],
  ingest: ['select', 'insert', 'update'],
  jobs: ['select', 'insert', 'update', 'delete'],
};
const DECISION: Rights = { api: ['select', 'insert'], ingest: ['select'], jobs: ['select', 'insert'] };

/** Student-days as the fold leaves them, and the decisions of people that it reads. */
export const days: Migration = {
  async up(db: Kysely<unknown>) {
    // Room on each page for the updates of a day; none of its indexes covers a column that changes.
    await sql`create table person_day (
      school uuid not null,
      day date not null,
      person uuid not null,
      class uuid,
      revision integer not null,
      tracked boolean not null,
      excused boolean not null,
      marks text collate "C" not null,
      trail text collate "C" not null,
      intervals text collate "C" not null,
      lessons text collate "C" not null,
      flags text collate "C" not null,
      doubts text collate "C" not null,
      unexcused_halves smallint not null,
      excused_hours smallint not null,
      review_lessons smallint not null,
      primary key (school, day, person)
    ) with (fillfactor = 60)`.execute(db);
    await sql`create index person_day_of_person on person_day (person, day)`.execute(db);
    await ownedBySchool(db, 'person_day', RESULT);

    await sql`create table school_day (
      school uuid not null,
      day date not null,
      revision integer not null,
      doubts text collate "C" not null,
      fires text collate "C" not null,
      primary key (school, day)
    )`.execute(db);
    await ownedBySchool(db, 'school_day', RESULT);

    await sql`create table attendance_dirty (
      id bigint generated always as identity primary key,
      school uuid not null,
      from_day date not null,
      to_day date not null,
      cause text not null,
      noted_at timestamptz not null default now()
    )`.execute(db);
    await sql`create index on attendance_dirty (school, id)`.execute(db);
    await ownedBySchool(db, 'attendance_dirty', {
      api: ['insert'],
      ingest: ['insert'],
      jobs: ['select', 'insert', 'delete'],
    });

    await sql`create table attendance_facts (
      school uuid primary key,
      version bigint not null
    )`.execute(db);
    await ownedBySchool(db, 'attendance_facts', {
      api: ['select', 'insert', 'update'],
      ingest: ['select', 'insert', 'update'],
      jobs: ['select', 'insert', 'update'],
    });

    await sql`create table lesson_mark (
      id uuid primary key default gen_random_uuid(),
      school uuid not null,
      person uuid not null,
      day date not null,
      lesson smallint not null,
      mark text not null check (mark in ('present', 'late', 'absent', 'excused')),
      note text not null default '' check (length(note) <= 1000),
      account uuid,
      recorded_at timestamptz not null default clock_timestamp(),
      withdrawn_at timestamptz
    )`.execute(db);
    await sql`create unique index lesson_mark_current on lesson_mark (person, day, lesson) where withdrawn_at is null`.execute(
      db,
    );
    await sql`create index on lesson_mark (school, day)`.execute(db);

    await sql`create table excuse (
      id uuid primary key default gen_random_uuid(),
      school uuid not null,
      person uuid not null,
      kind text not null check (kind in ('medical', 'family', 'participation', 'quarantine', 'other')),
      first_day date not null,
      last_day date not null check (last_day >= first_day),
      number text not null default '',
      doctor text not null default '',
      note text not null default '' check (length(note) <= 1000),
      account uuid,
      recorded_at timestamptz not null default clock_timestamp(),
      withdrawn_at timestamptz
    )`.execute(db);
    await sql`create index on excuse (person, first_day)`.execute(db);
    await sql`create index on excuse (school, first_day)`.execute(db);

    for (const table of ['lesson_mark', 'excuse']) {
      await ownedBySchool(db, table, DECISION);
      await sql`grant update (withdrawn_at) on ${sql.table(table)} to vratar_api, vratar_jobs`.execute(db);
    }
  },
};
