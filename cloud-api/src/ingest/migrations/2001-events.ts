import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** What gateways recorded, how far each journal is stored, and what could not be stored or will never come. */
export const events: Migration = {
  async up(db: Kysely<unknown>) {
    // By arrival, because only the cloud's clock never jumps: a wrong clock on a gateway would fill odd partitions.
    // No unique key: the watermark row, advanced in the same transaction, keeps every event single.
    await sql`create table event (
      school uuid not null,
      gateway text collate "C" not null,
      epoch integer not null,
      seq bigint not null,
      at bigint not null,
      received_at bigint not null,
      kind text collate "C" not null,
      token text collate "C",
      hash bytea not null,
      line text not null
    ) partition by range (received_at)`.execute(db);
    await sql`create index event_identity on event (gateway, seq)`.execute(db);
    await sql`create index event_time on event (school, at)`.execute(db);
    await ownedBySchool(db, 'event', { api: ['select'], ingest: ['select', 'insert'], jobs: ['select'] });
    await sql`create table event_default partition of event default`.execute(db);

    // Ingest fills partitions directly: COPY is refused on a table with row-level security, and is twice as fast. The
    // API has no right on any partition, so that it sees rows only through the table and its policy.
    await sql`create function vratar_event_partition(month date) returns text language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        starts date := date_trunc('month', month);
        name text := 'event_' || to_char(starts, 'YYYYMM');
      begin
        if to_regclass(name) is not null then
          return name;
        end if;
        -- Workers that meet a new month together come one after another; who comes second finds it there.
        perform pg_advisory_xact_lock(hashtextextended('vratar_event_partition', 0));
        begin
          execute format('create table %I partition of event for values from (%s) to (%s)', name,
            extract(epoch from starts::timestamp)::bigint * 1000,
            extract(epoch from (starts + interval '1 month'))::bigint * 1000);
          execute format('grant select, insert on %I to vratar_ingest', name);
        exception when duplicate_table then
          null;
        end;
        return name;
      end $$`.execute(db);
    await sql`revoke execute on function vratar_event_partition from public`.execute(db);
    await sql`grant execute on function vratar_event_partition to vratar_ingest, vratar_jobs`.execute(db);
    await sql`grant select, insert on event_default to vratar_ingest`.execute(db);

    await sql`create table event_mark (
      gateway text collate "C" not null,
      epoch integer not null,
      school uuid not null,
      through bigint not null,
      hash bytea not null,
      begun_at bigint not null,
      moved_at bigint not null,
      primary key (gateway, epoch)
    ) with (fillfactor = 50)`.execute(db);
    await ownedBySchool(db, 'event_mark', {
      api: ['select'],
      ingest: ['select', 'insert', 'update'],
      jobs: ['select'],
    });

    await sql`create table event_quarantine (
      gateway text collate "C" not null,
      epoch integer not null,
      seq bigint not null,
      school uuid not null,
      code text not null,
      hash bytea not null,
      prev bytea not null,
      bytes bytea not null,
      received_at bigint not null,
      replayed_at bigint,
      primary key (gateway, epoch, seq)
    )`.execute(db);
    await ownedBySchool(db, 'event_quarantine', {
      api: ['select'],
      ingest: ['select', 'insert', 'update'],
      jobs: ['select', 'update'],
    });

    await sql`create table event_hole (
      gateway text collate "C" not null,
      epoch integer not null,
      from_seq bigint not null,
      through_seq bigint not null,
      school uuid not null,
      recorded_at bigint not null,
      primary key (gateway, epoch, from_seq)
    )`.execute(db);
    await ownedBySchool(db, 'event_hole', {
      api: ['select'],
      ingest: ['select', 'insert'],
      jobs: ['select'],
    });

    // Conditions of one gateway's delivery that an operator should look at: forks, clones, broken chains, misconduct.
    await sql`create table gateway_note (
      gateway text collate "C" not null,
      code text collate "C" not null,
      school uuid not null,
      count bigint not null,
      detail text not null,
      first_at bigint not null,
      last_at bigint not null,
      cleared_at bigint,
      primary key (gateway, code)
    )`.execute(db);
    await ownedBySchool(db, 'gateway_note', {
      api: ['select', 'update'],
      ingest: ['select', 'insert', 'update'],
      jobs: ['select', 'insert', 'update'],
    });
  },
};
