import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, ownedBySchool } from '../../db/table-rights.ts';

/** What people give one another for a time, what they are told, and all that an account may do at a moment. */
export const givenRights: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table delegation (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      class uuid,
      giver uuid not null references account,
      receiver uuid not null references account check (receiver <> giver),
      acts text[] not null check (cardinality(acts) > 0),
      valid_from timestamptz not null,
      valid_until timestamptz not null check (valid_until > valid_from),
      ended_at timestamptz,
      foreign key (school, class) references class (school, id)
    )`.execute(db);
    await sql`create index on delegation (receiver)`.execute(db);
    await sql`create index on delegation (school, valid_until)`.execute(db);

    await sql`create table trust (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      child uuid not null references person on delete cascade,
      giver uuid not null references account,
      trustee uuid not null references account check (trustee <> giver),
      acts text[] not null check (cardinality(acts) > 0),
      valid_from timestamptz not null,
      valid_until timestamptz not null check (valid_until > valid_from),
      ended_at timestamptz
    )`.execute(db);
    await sql`create index on trust (trustee)`.execute(db);
    await sql`create index on trust (school, child)`.execute(db);
    for (const table of ['delegation', 'trust']) {
      await ownedBySchool(db, table, {
        api: ['select', 'insert', 'update'],
        jobs: ['select', 'insert', 'update', 'delete'],
      });
    }

    await sql`create table account_notice (
      id uuid primary key default gen_random_uuid(),
      account uuid not null references account,
      kind text not null,
      detail jsonb not null default '{}',
      at timestamptz not null,
      seen_at timestamptz
    )`.execute(db);
    await sql`create index on account_notice (account, at)`.execute(db);
    await grant(db, 'account_notice', { api: ['select', 'update'], jobs: ['select', 'delete'] });
    await sql`alter table account_notice enable row level security`.execute(db);
    await sql`create policy own on account_notice to vratar_api using (account = vratar_account())`.execute(
      db,
    );
    await sql`create policy all_accounts on account_notice to vratar_jobs using (true)`.execute(db);
    // Whoever tells need not be able to read what the other is told.
    await sql`create function vratar_notify(the_account uuid, the_kind text, the_detail jsonb, moment timestamptz)
      returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
        insert into account_notice (account, kind, detail, at) values (the_account, the_kind, the_detail, moment) $$`.execute(
      db,
    );

    // A delegation lasts no longer than its giver is principal there; trust no longer than the child is in the school.
    await sql`create function vratar_grants(the_account uuid, moment timestamptz)
      returns table (role text, school uuid, class uuid, region uuid, person uuid, acts text[], until timestamptz)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select r.role, r.school, r.class, r.region, r.person, null::text[], r.valid_until from role_assignment r
          where r.account = the_account and r.valid_from <= moment
            and (r.valid_until is null or r.valid_until > moment)
        union all
        select 'delegate', d.school, d.class, null, null, d.acts, d.valid_until from delegation d
          where d.receiver = the_account and d.ended_at is null and d.valid_from <= moment and d.valid_until > moment
            and exists (select from role_assignment p where p.account = d.giver and p.school = d.school
              and p.role = 'principal' and p.valid_from <= moment
              and (p.valid_until is null or p.valid_until > moment))
        union all
        select 'trusted_person', t.school, null, null, t.child, t.acts, t.valid_until from trust t
          join person c on c.id = t.child and c.school = t.school
          where t.trustee = the_account and t.ended_at is null and t.valid_from <= moment and t.valid_until > moment $$`.execute(
      db,
    );

    // Only whether a person to be named has an account; nothing else of other schools' people can be learned here.
    await sql`create function vratar_account_by_login(index bytea) returns uuid
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select id from account where login_index = index and disabled_at is null $$`.execute(db);
    for (const name of ['vratar_notify', 'vratar_grants', 'vratar_account_by_login']) {
      await sql`revoke execute on function ${sql.id(name)} from public`.execute(db);
      await sql`grant execute on function ${sql.id(name)} to vratar_api, vratar_jobs`.execute(db);
    }
  },
};
