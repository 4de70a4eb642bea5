import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A clock that is right when it is measured may have been wrong earlier in the same boot: where it was set back, the
 * measurement moves what was journaled before the step, and ends the doubt about it, in every school whose people go in
 * there.
 */
export const steppedClocks: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create or replace function attendance_after_clock() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        before bigint;
        stepped bigint;
        since bigint;
      begin
        select coalesce(max(m.mono), 0) into before from clock_measurement m
          where m.gateway = new.gateway and m.boot = new.boot and m.mono < new.mono;
        select coalesce(sum(step), 0) into stepped
          from (select g.from_at + g.until_mono - g.from_mono - g.until_at as step from coverage_gap g
            where g.gateway = new.gateway and g.from_boot = new.boot and g.until_boot = new.boot
            and g.until_mono > before) steps
          where step > 2000;
        if stepped = 0 and abs(new.device_at - new.cloud_at) <= 2000 + new.round_trip_ms / 2 then return null; end if;
        since := new.mono - before;
        perform vratar_attendance_dirty(concerned.school, span.first_day, span.last_day, 'clock_measurement', false)
        from (select new.school union
            select guest.school from gateway g join site_guest guest on guest.site = g.site where g.id = new.gateway
            order by 1) concerned,
          (values (new.cloud_at), (new.device_at)) as t(at),
          lateral (select (to_timestamp((t.at - since - stepped) / 1000.0) at time zone 'UTC')::date - 1 as first_day,
            (to_timestamp((t.at + stepped) / 1000.0) at time zone 'UTC')::date + 1 as last_day) span;
        return null;
      end $$`.execute(db);
  },
};
