import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** How far a rebuild or a reconciliation of a school has come, so that one that was interrupted goes on. */
export const runs: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table attendance_run (
      school uuid not null,
      kind text not null check (kind in ('rebuild', 'reconcile')),
      dry_run boolean not null,
      first_day date not null,
      last_day date not null,
      done_through date,
      moved_at timestamptz not null default now(),
      primary key (school, kind, dry_run, first_day, last_day)
    )`.execute(db);
    await ownedBySchool(db, 'attendance_run', { jobs: ['select', 'insert', 'update', 'delete'] });
  },
};
