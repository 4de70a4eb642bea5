import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** How many pupils of a school are at risk, counted at night: a region with 300 schools must not count a year a click. */
export const riskCount: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table risk_count (
      school uuid primary key references school,
      as_of date not null,
      pupils integer not null,
      at_risk integer not null,
      dropping_out integer not null
    )`.execute(db);
    await ownedBySchool(db, 'risk_count', { jobs: ['select', 'insert', 'update', 'delete'] });
  },
};
