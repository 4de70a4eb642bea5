import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** Who answered, by the name they wrote, for which days of which gateways when a month was signed over them. */
export const acceptances: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table month_acceptance (
      act bigint primary key references month_act,
      school uuid not null,
      sealed bytea not null,
      seal_version integer not null,
      days jsonb not null
    )`.execute(db);
    await ownedBySchool(db, 'month_acceptance', {
      api: ['select', 'insert'],
      jobs: ['select', 'insert', 'update', 'delete'],
    });
  },
};
