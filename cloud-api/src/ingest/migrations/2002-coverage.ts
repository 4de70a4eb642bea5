import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** Where evidence is missing, and how far a gateway's clock was from the truth: both facts, never changed. */
export const coverage: Migration = {
  async up(db: Kysely<unknown>) {
    // The last event of each journal, so that the next batch can be compared with it without reading events.
    await sql`alter table event_mark
      add last_at bigint, add last_mono bigint, add last_boot text collate "C",
      add missing boolean not null default false`.execute(db);

    await sql`create table coverage_gap (
      gateway text collate "C" not null,
      epoch integer not null,
      before_seq bigint not null,
      school uuid not null,
      cause text not null check (cause in ('silent', 'restart', 'missing')),
      from_at bigint,
      from_mono bigint,
      from_boot text collate "C",
      until_at bigint not null,
      until_mono bigint not null,
      until_boot text collate "C" not null,
      recorded_at bigint not null,
      primary key (gateway, epoch, before_seq)
    )`.execute(db);
    await sql`create index on coverage_gap (school, until_at)`.execute(db);
    await ownedBySchool(db, 'coverage_gap', {
      api: ['select'],
      ingest: ['select', 'insert'],
      jobs: ['select'],
    });

    await sql`create table clock_measurement (
      gateway text collate "C" not null,
      boot text collate "C" not null,
      mono bigint not null,
      school uuid not null,
      device_at bigint not null,
      cloud_at bigint not null,
      round_trip_ms integer not null,
      recorded_at bigint not null,
      primary key (gateway, boot, mono)
    )`.execute(db);
    await ownedBySchool(db, 'clock_measurement', {
      api: ['select'],
      ingest: ['select', 'insert'],
      jobs: ['select'],
    });
  },
};
