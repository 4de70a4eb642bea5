import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The budget of a family is the child's: a school has to know how many days other schools granted this year, and
 * nothing else of them. Their school days are counted when they are granted, by the calendar of the school that does.
 */
export const familyDays: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table excuse add school_days smallint not null default 0 check (school_days >= 0)`.execute(
      db,
    );
    await sql`create function vratar_family_excuses(the_person uuid, since date, until date)
      returns table (school uuid, first_day date, last_day date, school_days smallint)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select x.school, x.first_day, x.last_day, x.school_days from excuse x
          where x.person = the_person and x.kind = 'family' and x.withdrawn_at is null
            and x.first_day >= since and x.first_day < until
            and exists (select from enrolment e where e.person = the_person
              and (vratar_school() is null or e.school = vratar_school())) $$`.execute(db);
    await sql`revoke execute on function vratar_family_excuses from public`.execute(db);
    await sql`grant execute on function vratar_family_excuses to vratar_api, vratar_jobs`.execute(db);
  },
};
