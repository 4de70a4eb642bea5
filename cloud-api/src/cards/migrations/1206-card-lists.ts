import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Cards are paged by when they came. A school's name is public; where a found card lies is told by it. */
export const cardLists: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index on credential (school, created_at, id)`.execute(db);
    await sql`create index on credential (school, state, created_at, id)`.execute(db);
    await sql`create function vratar_school_labels(schools uuid[]) returns table (id uuid, code text, name text)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp
      begin atomic
        select s.id, s.code, s.name from public.school s where s.id = any(schools);
      end`.execute(db);
    await sql`revoke execute on function vratar_school_labels from public`.execute(db);
    await sql`grant execute on function vratar_school_labels to vratar_api, vratar_jobs`.execute(db);
  },
};
