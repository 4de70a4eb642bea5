import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** Cards that were found: any desk may ask whether the network knows one, and learns no more than that. */
export const foundCards: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table found_card (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      credential uuid not null references credential on delete cascade,
      found_at_school uuid not null references school,
      found_at timestamptz not null default now(),
      handed_back_at timestamptz
    )`.execute(db);
    await sql`create index on found_card (school, handed_back_at)`.execute(db);
    await ownedBySchool(db, 'found_card', {
      api: ['select'],
      jobs: ['select', 'insert', 'update', 'delete'],
    });
    await sql`grant update (handed_back_at) on found_card to vratar_api`.execute(db);

    // Sees all schools, tells one word. The index can only be computed with the network's key.
    await sql`create function vratar_card_owner(the_index bytea) returns text
      language sql stable security definer set search_path = pg_catalog, public, pg_temp
      return (select case when school = vratar_school() then 'here' else 'elsewhere' end
        from public.credential where uid_index = the_index)`.execute(db);
    await sql`create function vratar_card_found(the_index bytea) returns boolean
      language sql volatile security definer set search_path = pg_catalog, public, pg_temp
      begin atomic
        insert into public.found_card (school, credential, found_at_school)
          select c.school, c.id, vratar_school() from public.credential c
          where c.uid_index = the_index and vratar_school() is not null
            and not exists (select from public.found_card f where f.credential = c.id and f.handed_back_at is null
              and f.found_at_school = vratar_school());
        select exists (select from public.credential where uid_index = the_index);
      end`.execute(db);
    for (const name of ['vratar_card_owner(bytea)', 'vratar_card_found(bytea)']) {
      await sql`revoke execute on function ${sql.raw(name)} from public`.execute(db);
      await sql`grant execute on function ${sql.raw(name)} to vratar_api, vratar_jobs`.execute(db);
    }
  },
};
