import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Clocks before this were never set; see `EARLIEST_CLOCK`. An event further ahead of its arrival is quarantined. */
const [EARLIEST, AHEAD] = [sql.lit(Date.UTC(2020, 0, 1)), sql.lit(300_000)];

/**
 * What a measurement moves (R14, I6): all that its boot journaled next to it, wherever each of the clock's settings put
 * it; and where nobody had measured the boot before, all that it leaves without a time or in doubt, back to the last
 * event before it that has one: so far reach gaps behind it, too, of which nothing nearer has a time. A clock that was
 * right, as far as anybody can tell, moves nothing.
 */
export const movedBoots: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create function vratar_boot_points(of_gateway text, of_boot text)
      returns table (mono bigint, at bigint, unset boolean, heard_at bigint) language sql stable
      security definer set search_path = public, pg_temp as $$
        select from_mono, from_at, from_unset, recorded_at from coverage_gap
          where gateway = of_gateway and from_boot = of_boot
        union all select until_mono, until_at, until_unset, recorded_at from coverage_gap
          where gateway = of_gateway and until_boot = of_boot
        union all select last_mono, last_at, last_unset, moved_at from event_mark
          where gateway = of_gateway and last_boot = of_boot
      $$`.execute(db);
    await sql`create function vratar_boot_since(of_gateway text, of_boot text) returns bigint language sql stable
      security definer set search_path = public, pg_temp as $$
        with points as (select * from vratar_boot_points(of_gateway, of_boot)),
        began as (
          select min(at) as at from (
            select at - mono as at from points where not unset and at >= ${EARLIEST}
            union all select cloud_at - mono from clock_measurement where gateway = of_gateway and boot = of_boot) b),
        start as (
          select epoch, before_seq from coverage_gap
          where gateway = of_gateway and until_boot = of_boot and from_boot is distinct from of_boot
          order by epoch, before_seq limit 1),
        earlier as (
          select r.epoch, r.before_seq, least(r.from_at, measured.at) as at,
            measured.at is not null or not (r.from_unset or r.from_at < ${EARLIEST} or r.from_at > r.recorded_at + ${AHEAD}
              or exists (select from coverage_gap s where s.gateway = of_gateway and s.from_boot = r.from_boot
                and s.until_boot = r.from_boot and (s.from_unset <> s.until_unset
                  or abs(s.until_at - s.from_at - (s.until_mono - s.from_mono)) > 500))) as dated
          from coverage_gap r join start on (r.epoch, r.before_seq) <= (start.epoch, start.before_seq)
          left join lateral (
            select min(m.cloud_at - m.mono) + r.from_mono as at from clock_measurement m
            where m.gateway = of_gateway and m.boot = r.from_boot) measured on true
          where r.gateway = of_gateway and r.from_boot is distinct from of_boot and r.from_at is not null),
        before as (select * from earlier order by epoch desc, before_seq desc limit 1)
        select case
          when coalesce((select dated from before), true) and (select count(*) > 0 and not bool_or(
            unset or at < ${EARLIEST} or at > heard_at + ${AHEAD}) from points)
            and not exists (select from points having max(at - mono) - min(at - mono) > 500 and exists (
              select from coverage_gap where gateway = of_gateway and from_boot = of_boot and until_boot <> of_boot))
          then case when (select at from began) < (select at from before)
            then (select at from earlier where dated and at <= (select at from began)
              order by epoch desc, before_seq desc limit 1)
            else coalesce((select at from before), (select at from began)) end
          else least((select at from earlier where dated order by epoch desc, before_seq desc limit 1),
            case when exists (select from earlier where dated) then (select at from began) end) end
      $$`.execute(db);
    for (const name of ['vratar_boot_points', 'vratar_boot_since']) {
      await sql`revoke execute on function ${sql.raw(name)} from public`.execute(db);
      await sql`grant execute on function ${sql.raw(name)} to vratar_ingest, vratar_jobs`.execute(db);
    }
    await sql`create or replace function attendance_after_clock() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        before bigint;
        next bigint;
      begin
        select max(m.mono) filter (where m.mono < new.mono), min(m.mono) filter (where m.mono > new.mono)
          into before, next from clock_measurement m where m.gateway = new.gateway and m.boot = new.boot;
        if not exists (
          with points as (select p.mono, p.at, p.unset from vratar_boot_points(new.gateway, new.boot) p
            union all select m.mono, m.device_at, false from clock_measurement m
            where m.gateway = new.gateway and m.boot = new.boot)
          select from points p join clock_measurement m on m.gateway = new.gateway and m.boot = new.boot
            and m.mono in (before, new.mono, next)
          where p.mono >= coalesce((select max(mono) from points where mono <= before), 0)
            and (p.unset or abs(p.at - p.mono - (m.cloud_at - m.mono)) > 1400 + abs(p.mono - m.mono) / 10000)
        ) then return null; end if;
        perform vratar_attendance_dirty(concerned.school,
          coalesce((to_timestamp(span.since / 1000.0) at time zone 'UTC')::date - 1, '-infinity'::date),
          (to_timestamp(span.until / 1000.0) at time zone 'UTC')::date + 1, 'clock_measurement', false)
        from (select new.school union
            select guest.school from gateway g join site_guest guest on guest.site = g.site where g.id = new.gateway
            order by 1) concerned,
          (select vratar_boot_since(new.gateway, new.boot) as since, greatest(new.cloud_at, new.recorded_at,
              (select max(heard_at) from vratar_boot_points(new.gateway, new.boot)),
              (select max(moved_at) from event_mark where gateway = new.gateway)) as until
            where before is null and next is null
          union all
          select distinct coalesce(before, 0) + o.began, o.began + case when next is not null then new.mono
              else greatest(new.mono, (select max(mono) from vratar_boot_points(new.gateway, new.boot))) end
            from (select p.at - p.mono as began from vratar_boot_points(new.gateway, new.boot) p
              union select m.cloud_at - m.mono from clock_measurement m
                where m.gateway = new.gateway and m.boot = new.boot) o
            where before is not null or next is not null) span;
        return null;
      end $$`.execute(db);
  },
};
