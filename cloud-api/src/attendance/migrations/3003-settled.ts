import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** Days that are over, events whose clock says nothing, and measurements that move events to their true time. */
export const settled: Migration = {
  async up(db: Kysely<unknown>) {
    // Set once, when the buildings have closed: from then on silence that still lasts is a gap of the day.
    await sql`alter table school_day add settled boolean not null default false`.execute(db);

    // Found by identity, because their device time lies anywhere.
    await sql`create table odd_event (
      school uuid not null,
      gateway text collate "C" not null,
      epoch integer not null,
      seq bigint not null,
      received_at bigint not null,
      primary key (gateway, epoch, seq)
    )`.execute(db);
    await sql`create index on odd_event (school, received_at)`.execute(db);
    await ownedBySchool(db, 'odd_event', {
      api: ['select'],
      ingest: ['select', 'insert'],
      jobs: ['select', 'insert'],
    });

    // What the boot did since the measurement before may have to move, from the days of the device's clock to the
    // true ones. A day more at both ends spares this place the school's time zone.
    await sql`create function attendance_after_clock() returns trigger language plpgsql as $$
      declare
        since bigint;
      begin
        if abs(new.device_at - new.cloud_at) <= 2000 + new.round_trip_ms / 2 then return null; end if;
        select new.mono - coalesce(max(m.mono), 0) into since from clock_measurement m
          where m.gateway = new.gateway and m.boot = new.boot and m.mono < new.mono;
        perform vratar_attendance_dirty(new.school, span.first_day, span.last_day, 'clock_measurement', false)
        from (values (new.cloud_at), (new.device_at)) as t(at),
          lateral (select (to_timestamp((t.at - since) / 1000.0) at time zone 'UTC')::date - 1 as first_day,
            (to_timestamp(t.at / 1000.0) at time zone 'UTC')::date + 1 as last_day) span;
        return null;
      end $$`.execute(db);
    await sql`create trigger attendance_after_clock after insert on clock_measurement
      for each row execute function attendance_after_clock()`.execute(db);
  },
};
