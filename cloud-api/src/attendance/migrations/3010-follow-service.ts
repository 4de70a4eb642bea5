import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The end of a gateway's service, and its taking back, change the doubts of the days since then, in every school whose
 * people go in there.
 */
export const followService: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create function attendance_after_service() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        perform vratar_attendance_dirty(concerned.school,
            (least(old.served_until, new.served_until) - interval '1 day')::date, 'infinity'::date, 'gateway', true)
          from (select new.school union select g.school from site_guest g where g.site = new.site order by 1) concerned;
        return null;
      end $$`.execute(db);
    await sql`create trigger attendance_after_service after update on gateway for each row
      when (old.served_until is distinct from new.served_until) execute function attendance_after_service()`.execute(
      db,
    );
  },
};
