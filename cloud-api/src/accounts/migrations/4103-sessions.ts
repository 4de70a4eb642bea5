import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/**
 * Whoever signs in has no school yet, so that row-level security would show nothing. These functions are the narrow way
 * around it: each takes a secret that the caller must hold, and gives back one account's identifier.
 */
export const sessions: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table session (
      id uuid primary key default gen_random_uuid(),
      token_hash bytea not null unique check (length(token_hash) = 32),
      account uuid not null references account,
      school uuid references school,
      opened_at timestamptz not null,
      used_at timestamptz not null,
      expires_at timestamptz not null,
      ended_at timestamptz
    )`.execute(db);
    await sql`create index on session (account)`.execute(db);
    await sql`create index on session (expires_at)`.execute(db);
    await sql`alter table session enable row level security`.execute(db);
    await sql`create policy all_accounts on session to vratar_jobs using (true)`.execute(db);
    await sql`grant select, update, delete on session to vratar_jobs`.execute(db);

    // The failure is counted before the password is looked at, and forgiven when it is right: a hundred guesses sent
    // at once are a hundred failures. The lock doubles with each further one, from 15 minutes up to 4 hours.
    await sql`create function vratar_sign_in_attempt(index bytea, moment timestamptz)
      returns table (account uuid, password text, locked boolean, locks_now boolean, until timestamptz)
      language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        found_one account%rowtype;
        n integer;
      begin
        select * into found_one from account a where a.login_index = index and a.disabled_at is null for update;
        if not found then return; end if;
        if found_one.locked_until > moment then
          return query select found_one.id, null::text, true, false, found_one.locked_until;
          return;
        end if;
        n := case when found_one.failed_at > moment - interval '1 day' then found_one.failures else 0 end + 1;
        update account a set failures = n, failed_at = moment, locked_until = case when n >= 5
            then moment + interval '15 minutes' * (2 ^ least(n - 5, 4)) end
          where a.id = found_one.id returning * into found_one;
        return query select found_one.id, found_one.password, false, n >= 5, found_one.locked_until;
      end $$`.execute(db);

    await sql`create function vratar_session_open(the_account uuid, hash bytea, the_school uuid, moment timestamptz,
        expires timestamptz, new_password text) returns uuid
      language sql security definer set search_path = pg_catalog, public, pg_temp as $$
        update account set failures = 0, failed_at = null, locked_until = null,
          password = coalesce(new_password, password) where id = the_account;
        insert into session (token_hash, account, school, opened_at, used_at, expires_at)
          values (hash, the_account, the_school, moment, moment, expires) returning id $$`.execute(db);

    // Written at most once a minute: a page that asks every second must not write every second.
    await sql`create function vratar_session_use(hash bytea, moment timestamptz, idle interval)
      returns table (session uuid, account uuid, school uuid)
      language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        live session%rowtype;
      begin
        select s.* into live from session s join account a on a.id = s.account
          where s.token_hash = hash and s.ended_at is null and s.expires_at > moment and s.used_at > moment - idle
            and a.disabled_at is null;
        if not found then return; end if;
        if live.used_at < moment - interval '1 minute' then
          update session s set used_at = moment where s.id = live.id;
        end if;
        return query select live.id, live.account, live.school;
      end $$`.execute(db);

    await sql`create function vratar_session_close(hash bytea, moment timestamptz) returns uuid
      language sql security definer set search_path = pg_catalog, public, pg_temp as $$
        update session set ended_at = moment where token_hash = hash and ended_at is null returning account $$`.execute(
      db,
    );

    await sql`create table api_token (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      name text not null check (length(name) between 1 and 80),
      token_hash bytea not null unique check (length(token_hash) = 32),
      scopes text[] not null check (cardinality(scopes) > 0),
      issued_by uuid not null references account,
      issued_at timestamptz not null,
      expires_at timestamptz not null check (expires_at > issued_at),
      used_at timestamptz,
      revoked_at timestamptz
    )`.execute(db);
    await sql`create index on api_token (school, issued_at)`.execute(db);
    await ownedBySchool(db, 'api_token', { api: ['select', 'insert', 'update'], jobs: ['select', 'update'] });

    await sql`create function vratar_token_use(hash bytea, moment timestamptz)
      returns table (token uuid, school uuid, scopes text[])
      language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        live api_token%rowtype;
      begin
        select * into live from api_token t where t.token_hash = hash and t.revoked_at is null
          and t.expires_at > moment;
        if not found then return; end if;
        if live.used_at is null or live.used_at < moment - interval '1 minute' then
          update api_token t set used_at = moment where t.id = live.id;
        end if;
        return query select live.id, live.school, live.scopes;
      end $$`.execute(db);

    for (const name of [
      'vratar_sign_in_attempt',
      'vratar_session_open',
      'vratar_session_use',
      'vratar_session_close',
      'vratar_token_use',
    ]) {
      await sql`revoke execute on function ${sql.id(name)} from public`.execute(db);
      await sql`grant execute on function ${sql.id(name)} to vratar_api`.execute(db);
    }
  },
};
