import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant } from '../../db/table-rights.ts';

/** Passwords that must be changed, languages, and identities that an identity provider vouches for. */
export const signIn: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table account
      add column password_must_change boolean not null default false,
      add column language text not null default 'bg' check (language in ('bg', 'ru', 'en'))`.execute(db);
    await sql`grant select (id, login, disabled_at, created_at, language, password_must_change),
      update (language) on account to vratar_api`.execute(db);
    // A column's right does not say whose row: the policy for reading also shows colleagues.
    await sql`create policy own_language on account as restrictive for update to vratar_api
      using (id = vratar_account()) with check (id = vratar_account())`.execute(db);

    await sql`create table account_identity (
      issuer text not null check (length(issuer) between 1 and 300),
      subject text not null check (length(subject) between 1 and 300),
      account uuid not null references account,
      linked_at timestamptz not null,
      used_at timestamptz,
      primary key (issuer, subject)
    )`.execute(db);
    await sql`create unique index on account_identity (account, issuer)`.execute(db);
    await grant(db, 'account_identity', { jobs: ['select', 'insert', 'update', 'delete'] });

    await sql`drop function vratar_session_use(bytea, timestamptz, interval)`.execute(db);
    await sql`create function vratar_session_use(hash bytea, moment timestamptz, idle interval)
      returns table (session uuid, account uuid, school uuid, must_change boolean)
      language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        live session%rowtype;
        waits boolean;
      begin
        select s.* into live from session s join account a on a.id = s.account
          where s.token_hash = hash and s.ended_at is null and s.expires_at > moment and s.used_at > moment - idle
            and a.disabled_at is null;
        if not found then return; end if;
        if live.used_at < moment - interval '1 minute' then
          update session s set used_at = moment where s.id = live.id;
        end if;
        select a.password_must_change into waits from account a where a.id = live.account;
        return query select live.id, live.account, live.school, waits;
      end $$`.execute(db);

    // Which identity provider vouched: signing out here then offers to sign out there.
    await sql`alter table session add column issuer text`.execute(db);
    await sql`drop function vratar_session_open(uuid, bytea, uuid, timestamptz, timestamptz, text)`.execute(
      db,
    );
    await sql`create function vratar_session_open(the_account uuid, hash bytea, the_school uuid, moment timestamptz,
        expires timestamptz, new_password text, the_issuer text) returns uuid
      language sql security definer set search_path = pg_catalog, public, pg_temp as $$
        update account set failures = 0, failed_at = null, locked_until = null,
          password = coalesce(new_password, password) where id = the_account and the_issuer is null;
        insert into session (token_hash, account, school, opened_at, used_at, expires_at, issuer)
          values (hash, the_account, the_school, moment, moment, expires, the_issuer) returning id $$`.execute(
      db,
    );
    await sql`drop function vratar_session_close(bytea, timestamptz)`.execute(db);
    await sql`create function vratar_session_close(hash bytea, moment timestamptz)
      returns table (account uuid, issuer text)
      language sql security definer set search_path = pg_catalog, public, pg_temp as $$
        update session s set ended_at = moment where s.token_hash = hash and s.ended_at is null
          returning s.account, s.issuer $$`.execute(db);

    await sql`alter table account_notice add column mailed_at timestamptz`.execute(db);
    await grant(db, 'account_notice', { jobs: ['update'] });
    await sql`drop function vratar_notify(uuid, text, jsonb, timestamptz)`.execute(db);
    await sql`create function vratar_notify(the_account uuid, the_kind text, the_detail jsonb, moment timestamptz)
      returns uuid language sql security definer set search_path = pg_catalog, public, pg_temp as $$
        insert into account_notice (account, kind, detail, at) values (the_account, the_kind, the_detail, moment)
          returning id $$`.execute(db);
    await sql`revoke execute on function vratar_notify from public`.execute(db);
    await sql`grant execute on function vratar_notify to vratar_api, vratar_jobs`.execute(db);

    // Whoever has the cookie works elsewhere from now on; that the account has a role there is checked before.
    await sql`create function vratar_session_school(hash bytea, the_school uuid) returns void
      language sql security definer set search_path = pg_catalog, public, pg_temp as $$
        update session set school = the_school where token_hash = hash and ended_at is null $$`.execute(db);

    // All other sessions end: whoever knew the old password may have one open.
    await sql`create function vratar_password_change(kept_hash bytea, new_password text, moment timestamptz)
      returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        owner uuid;
      begin
        select s.account into owner from session s where s.token_hash = kept_hash and s.ended_at is null;
        update account set password = new_password, password_must_change = false, failures = 0, failed_at = null,
          locked_until = null where id = owner;
        update session set ended_at = moment where account = owner and ended_at is null and token_hash <> kept_hash;
      end $$`.execute(db);

    await sql`create function vratar_account_by_identity(the_issuer text, the_subject text, moment timestamptz)
      returns uuid language sql security definer set search_path = pg_catalog, public, pg_temp as $$
        update account_identity i set used_at = moment from account a
          where i.issuer = the_issuer and i.subject = the_subject and a.id = i.account and a.disabled_at is null
          returning i.account $$`.execute(db);

    // One identity is one account, and an account has one identity with each provider: null when either is taken.
    await sql`create function vratar_link_identity(the_session bytea, the_issuer text, the_subject text, moment timestamptz)
      returns uuid language sql security definer set search_path = pg_catalog, public, pg_temp as $$
        insert into account_identity (issuer, subject, account, linked_at)
          select the_issuer, the_subject, s.account, moment from session s
            where s.token_hash = the_session and s.ended_at is null
          on conflict do nothing returning account $$`.execute(db);

    for (const name of [
      'vratar_session_open',
      'vratar_session_use',
      'vratar_session_close',
      'vratar_session_school',
      'vratar_password_change',
      'vratar_account_by_identity',
      'vratar_link_identity',
    ]) {
      await sql`revoke execute on function ${sql.id(name)} from public`.execute(db);
      await sql`grant execute on function ${sql.id(name)} to vratar_api`.execute(db);
    }
  },
};
