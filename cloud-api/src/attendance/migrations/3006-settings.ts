import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';
import { watch } from './3002-follow-facts.ts';

/** What a school decides for itself about attendance; and when a family's request for an excuse was filed. */
export const settings: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table attendance_settings (
      school uuid primary key,
      settings jsonb not null
    )`.execute(db);
    await ownedBySchool(db, 'attendance_settings', {
      api: ['select', 'insert', 'update'],
      ingest: ['select'],
      jobs: ['select', 'insert', 'update'],
    });
    await watch(db, {
      table: 'attendance_settings',
      from: `'-infinity'::date`,
      to: `'infinity'::date`,
      cached: true,
    });
    await sql`alter table excuse add filed_on date`.execute(db);
    await sql`alter table lesson_mark add reason text
      check (reason in ('medical', 'family', 'participation', 'quarantine', 'other'))`.execute(db);
  },
};
