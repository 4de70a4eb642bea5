import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** How each gateway is now, and the alarms that overtook the backlog. */
export const fleet: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table gateway_status (
      gateway text collate "C" primary key,
      school uuid not null,
      connection text not null,
      online boolean not null,
      changed_at bigint not null,
      heard_at bigint not null,
      ended text check (ended in ('will', 'bye')),
      report jsonb not null
    ) with (fillfactor = 50)`.execute(db);
    await sql`create index on gateway_status (school)`.execute(db);
    await ownedBySchool(db, 'gateway_status', {
      api: ['select'],
      ingest: ['select', 'insert', 'update'],
      jobs: ['select'],
    });

    await sql`create table live_alarm (
      gateway text collate "C" not null,
      epoch integer not null,
      seq bigint not null,
      school uuid not null,
      at bigint not null,
      kind text not null,
      line text not null,
      received_at bigint not null,
      primary key (gateway, epoch, seq)
    )`.execute(db);
    await sql`create index on live_alarm (school, received_at)`.execute(db);
    await ownedBySchool(db, 'live_alarm', {
      api: ['select'],
      ingest: ['select', 'insert'],
      jobs: ['select', 'delete'],
    });
  },
};
