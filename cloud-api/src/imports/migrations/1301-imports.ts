import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** Imports that were applied, with the steps that undo them. Names in a step are sealed, as they were in the person. */
export const imports: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table roster_import (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      kind text not null check (kind in ('students', 'staff', 'guardians', 'timetable')),
      file_hash text not null,
      added integer not null,
      changed integer not null,
      removed integer not null,
      applied_at timestamptz not null,
      applied_by uuid,
      undone_at timestamptz
    )`.execute(db);
    await sql`create index on roster_import (school, kind, applied_at)`.execute(db);
    await ownedBySchool(db, 'roster_import', {
      api: ['select', 'insert'],
      jobs: ['select', 'insert', 'update', 'delete'],
    });
    await sql`grant update (undone_at) on roster_import to vratar_api`.execute(db);

    await sql`create table roster_import_step (
      import uuid not null references roster_import on delete cascade,
      n integer not null,
      school uuid not null references school,
      step jsonb not null,
      primary key (import, n)
    )`.execute(db);
    await sql`create index on roster_import_step (school)`.execute(db);
    await ownedBySchool(db, 'roster_import_step', {
      api: ['select', 'insert'],
      jobs: ['select', 'insert', 'update', 'delete'],
    });
  },
};
