import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Lets an import see that a pupil is in another school, which row-level security hides, and no more than that. */
export const identifierOwner: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create function vratar_pupils_elsewhere(types smallint[], indexes bytea[]) returns setof integer
      language sql stable security definer set search_path = pg_catalog, public, pg_temp
      begin atomic
        select given.n::integer
          from unnest(types, indexes) with ordinality as given(identifier_type, identifier_index, n)
          join public.person p on p.identifier_index = given.identifier_index
            and p.identifier_type = given.identifier_type
          where p.kind = 'student' and p.school is distinct from vratar_school();
      end`.execute(db);
    await sql`revoke execute on function vratar_pupils_elsewhere from public`.execute(db);
    await sql`grant execute on function vratar_pupils_elsewhere to vratar_api, vratar_jobs`.execute(db);
  },
};
