import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whom one has trusted with a child is shown to whoever did it, by the login they typed themselves. */
export const whoIsTrusted: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create function vratar_trustee_login(the_trust uuid) returns bytea
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select a.login from trust t join account a on a.id = t.trustee
          where t.id = the_trust and t.giver = vratar_account() $$`.execute(db);
    await sql`revoke execute on function vratar_trustee_login from public`.execute(db);
    await sql`grant execute on function vratar_trustee_login to vratar_api`.execute(db);
    await sql`create index on trust (school, giver, valid_until, id)`.execute(db);
  },
};
