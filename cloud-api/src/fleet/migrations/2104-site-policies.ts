import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, ownedBySchool } from '../../db/table-rights.ts';

/**
 * Every version of a site's rules that was ever sent to its gateways, under the version of the list that carried it
 * first. Written by the database itself, because a list has more than one writer and a forgotten version is forever.
 */
export const sitePolicies: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table site_policy (
      site uuid not null references site on delete cascade,
      version bigint not null,
      school uuid not null,
      policy jsonb not null,
      issued_at timestamptz not null,
      primary key (site, version)
    )`.execute(db);
    await ownedBySchool(db, 'site_policy', {
      api: ['select'],
      ingest: ['select'],
      jobs: ['select', 'insert'],
    });

    await sql`create function vratar_policy_issued() returns trigger language plpgsql as $$
      begin
        insert into site_policy (site, version, school, policy, issued_at)
          values (new.site, new.policy_version, new.school, new.policy, new.built_at)
          on conflict do nothing;
        return null;
      end $$`.execute(db);
    await sql`create trigger allow_list_policy_issued after insert or update of policy_version on allow_list
      for each row execute function vratar_policy_issued()`.execute(db);
    await sql`insert into site_policy (site, version, school, policy, issued_at)
      select site, policy_version, school, policy, built_at from allow_list`.execute(db);

    // Whoever blocks a card is told where that is not in force yet.
    await grant(db, 'allow_list_change', { api: ['select'] });
  },
};
