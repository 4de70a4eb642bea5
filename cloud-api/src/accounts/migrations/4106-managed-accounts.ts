import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

const DEFINER = sql.raw('security definer set search_path = pg_catalog, public, pg_temp');

/**
 * What a school does with the accounts of its people. An account may work in several schools: each rules over its own
 * roles and locks only, and touches the password of nobody who also works elsewhere.
 */
export const managedAccounts: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table account_invitation (
      id uuid primary key default gen_random_uuid(),
      account uuid not null references account,
      school uuid not null references school,
      token_hash bytea not null unique check (length(token_hash) = 32),
      issued_by uuid not null references account,
      issued_at timestamptz not null,
      expires_at timestamptz not null check (expires_at > issued_at),
      used_at timestamptz,
      revoked_at timestamptz
    )`.execute(db);
    await sql`create index on account_invitation (account)`.execute(db);
    await ownedBySchool(db, 'account_invitation', {
      api: ['select', 'insert', 'update'],
      jobs: ['select', 'delete'],
    });
    await sql`create table account_lock (
      school uuid not null references school,
      account uuid not null references account,
      locked_at timestamptz not null,
      locked_by uuid references account,
      primary key (school, account)
    )`.execute(db);
    await ownedBySchool(db, 'account_lock', {
      api: ['select', 'insert', 'delete'],
      jobs: ['select', 'insert', 'delete'],
    });
    await sql`grant insert, update (valid_until) on role_assignment to vratar_api`.execute(db);

    // As before (4102), without what a school has locked: of its holder, and of the principal who delegated.
    // Trust, too, lasts no longer than its giver is a parent there.
    await sql`create or replace function vratar_grants(the_account uuid, moment timestamptz)
      returns table (role text, school uuid, class uuid, region uuid, person uuid, acts text[], until timestamptz)
      language sql stable ${DEFINER} as $$
        select g.* from (
          select r.role, r.school, r.class, r.region, r.person, null::text[], r.valid_until from role_assignment r
            where r.account = the_account and r.valid_from <= moment
              and (r.valid_until is null or r.valid_until > moment)
          union all
          select 'delegate', d.school, d.class, null, null, d.acts, d.valid_until from delegation d
            where d.receiver = the_account and d.ended_at is null and d.valid_from <= moment and d.valid_until > moment
              and exists (select from role_assignment p where p.account = d.giver and p.school = d.school
                and p.role = 'principal' and p.valid_from <= moment
                and (p.valid_until is null or p.valid_until > moment))
              and not exists (select from account_lock l where l.account = d.giver and l.school = d.school)
          union all
          select 'trusted_person', t.school, null, null, t.child, t.acts, t.valid_until from trust t
            join person c on c.id = t.child and c.school = t.school
            where t.trustee = the_account and t.ended_at is null and t.valid_from <= moment and t.valid_until > moment
              and exists (select from role_assignment p where p.account = t.giver and p.school = t.school
                and p.role = 'parent' and p.valid_from <= moment
                and (p.valid_until is null or p.valid_until > moment))
              and not exists (select from account_lock l where l.account = t.giver and l.school = t.school)
        ) g where not exists (select from account_lock l where l.account = the_account and l.school = g.school) $$`.execute(
      db,
    );

    // Null when the login is known: whose it is, is not told here.
    await sql`create function vratar_account_add(the_id uuid, index bytea, sealed bytea, the_language text)
      returns uuid language sql ${DEFINER} as $$
        insert into account (id, login_index, login, password, language)
          values (the_id, index, sealed, '!', the_language)
          on conflict (login_index) do nothing returning id $$`.execute(db);

    // Rights that another school has given, or the network. Only for the functions here: no role may ask.
    await sql`create function vratar_rights_outside(the_account uuid, the_school uuid, moment timestamptz) returns boolean
      language sql stable ${DEFINER} as $$
        select exists (select from role_assignment r where r.account = the_account
            and r.school is distinct from the_school and (r.valid_until is null or r.valid_until > moment))
          or exists (select from delegation d where d.receiver = the_account and d.school is distinct from the_school
            and d.ended_at is null and d.valid_until > moment)
          or exists (select from trust t where t.trustee = the_account and t.school is distinct from the_school
            and t.ended_at is null and t.valid_until > moment) $$`.execute(db);
    await sql`revoke execute on function vratar_rights_outside from public`.execute(db);
    await sql`create function vratar_account_elsewhere(the_account uuid, moment timestamptz) returns boolean
      language sql stable ${DEFINER} as $$
        select vratar_rights_outside(the_account, vratar_school(), moment) $$`.execute(db);

    await sql`create function vratar_account_opened(the_account uuid) returns boolean
      language sql stable ${DEFINER} as $$
        select a.password <> '!' or exists (select from account_identity i where i.account = a.id)
          from account a where a.id = the_account $$`.execute(db);

    await sql`create function vratar_account_states(ids uuid[], moment timestamptz, idle interval)
      returns table (account uuid, locked_out_until timestamptz, has_password boolean, identities integer,
        used_at timestamptz, sessions integer, elsewhere boolean)
      language sql stable ${DEFINER} as $$
        select a.id, case when a.locked_until > moment then a.locked_until end, a.password <> '!',
            (select count(*)::integer from account_identity i where i.account = a.id),
            (select max(s.used_at) from session s where s.account = a.id and s.school = vratar_school()),
            (select count(*)::integer from session s where s.account = a.id and s.school = vratar_school()
              and s.ended_at is null and s.expires_at > moment and s.used_at > moment - idle),
            vratar_account_elsewhere(a.id, moment)
          from account a where a.id = any(ids)
            and exists (select from role_assignment r where r.account = a.id and r.school = vratar_school()) $$`.execute(
      db,
    );

    await sql`create function vratar_role_here(the_account uuid, moment timestamptz) returns boolean
      language sql stable ${DEFINER} as $$
        select exists (select from role_assignment r where r.account = the_account and r.school = vratar_school()
          and (r.valid_until is null or r.valid_until > moment)) $$`.execute(db);

    // Whoever could set the password of somebody with rights in another school could act there. Every way in goes: who
    // took the account over may have linked an identity of their own.
    await sql`create function vratar_account_reset(the_account uuid, moment timestamptz) returns boolean
      language plpgsql ${DEFINER} as $$
      begin
        if vratar_account_elsewhere(the_account, moment) or not vratar_role_here(the_account, moment) then
          return false; end if;
        update account set password = '!', password_must_change = false, failures = 0, failed_at = null,
          locked_until = null where id = the_account;
        delete from account_identity where account = the_account;
        update session set ended_at = moment where account = the_account and ended_at is null;
        return true;
      end $$`.execute(db);

    // The lock-out after wrong passwords, not the lock of a school: it guards the rights in other schools, too.
    await sql`create function vratar_account_forgive(the_account uuid, moment timestamptz) returns void
      language sql ${DEFINER} as $$
        update account a set failures = 0, failed_at = null, locked_until = null where a.id = the_account
          and vratar_role_here(a.id, moment) and not vratar_account_elsewhere(a.id, moment) $$`.execute(db);

    await sql`create function vratar_invitation_look(hash bytea, moment timestamptz)
      returns table (account uuid, login bytea, school uuid, school_name text, expires_at timestamptz)
      language sql stable ${DEFINER} as $$
        select a.id, a.login, s.id, s.name, i.expires_at from account_invitation i
          join account a on a.id = i.account join school s on s.id = i.school
          where i.token_hash = hash and i.used_at is null and i.revoked_at is null and i.expires_at > moment
            and a.disabled_at is null and a.password = '!' $$`.execute(db);

    // The school that invited may know the link: with rights elsewhere the account is no longer its to open.
    await sql`create function vratar_invitation_use(hash bytea, new_password text, moment timestamptz)
      returns table (account uuid, school uuid) language plpgsql ${DEFINER} as $$
      declare
        used account_invitation%rowtype;
      begin
        update account_invitation i set used_at = moment from account a where i.token_hash = hash
          and i.used_at is null and i.revoked_at is null and i.expires_at > moment and a.id = i.account
          and a.disabled_at is null and a.password = '!'
          and not vratar_rights_outside(i.account, i.school, moment)
          returning i.* into used;
        if not found then return; end if;
        update account a set password = new_password, failures = 0, failed_at = null, locked_until = null
          where a.id = used.account;
        return query select used.account, used.school;
      end $$`.execute(db);

    await sql`alter table session add column device text check (length(device) <= 80)`.execute(db);
    await sql`drop function vratar_session_open(uuid, bytea, uuid, timestamptz, timestamptz, text, text)`.execute(
      db,
    );
    await sql`create function vratar_session_open(the_account uuid, hash bytea, the_school uuid, moment timestamptz,
        expires timestamptz, new_password text, the_issuer text, the_device text) returns uuid
      language sql ${DEFINER} as $$
        update account set failures = 0, failed_at = null, locked_until = null,
          password = coalesce(new_password, password) where id = the_account and the_issuer is null;
        insert into session (token_hash, account, school, opened_at, used_at, expires_at, issuer, device)
          values (hash, the_account, the_school, moment, moment, expires, the_issuer, the_device) returning id $$`.execute(
      db,
    );

    // One's own everywhere; those of others as far as they work in this school.
    await sql`create function vratar_sessions(the_account uuid, present bytea, moment timestamptz, idle interval)
      returns table (id uuid, opened_at timestamptz, used_at timestamptz, issuer text, device text, here boolean)
      language sql stable ${DEFINER} as $$
        select s.id, s.opened_at, s.used_at, s.issuer, s.device, s.token_hash is not distinct from present from session s
          where s.account = the_account and s.ended_at is null and s.expires_at > moment and s.used_at > moment - idle
            and (the_account = vratar_account() or s.school = vratar_school())
          order by s.used_at desc, s.id $$`.execute(db);
    await sql`create function vratar_sessions_end(the_account uuid, which uuid, kept bytea, moment timestamptz)
      returns integer language sql ${DEFINER} as $$
        with ended as (update session s set ended_at = moment where s.account = the_account and s.ended_at is null
          and (which is null or s.id = which) and s.token_hash is distinct from kept
          and (the_account = vratar_account() or s.school = vratar_school()) returning s.id)
        select count(*)::integer from ended $$`.execute(db);

    await sql`create function vratar_own_identities() returns table (issuer text, linked_at timestamptz, used_at timestamptz)
      language sql stable ${DEFINER} as $$
        select i.issuer, i.linked_at, i.used_at from account_identity i where i.account = vratar_account()
          order by i.linked_at $$`.execute(db);
    // The last way in is not taken away: null then, false when there is no such link.
    await sql`create function vratar_unlink_identity(the_issuer text) returns boolean
      language plpgsql ${DEFINER} as $$
      begin
        perform from account a where a.id = vratar_account() for update;
        if (select a.password = '!' from account a where a.id = vratar_account())
          and (select count(*) from account_identity i where i.account = vratar_account()) < 2 then return null; end if;
        delete from account_identity i where i.account = vratar_account() and i.issuer = the_issuer;
        return found;
      end $$`.execute(db);

    for (const name of [
      'vratar_account_add',
      'vratar_account_elsewhere',
      'vratar_role_here',
      'vratar_account_opened',
      'vratar_account_states',
      'vratar_account_reset',
      'vratar_account_forgive',
      'vratar_invitation_look',
      'vratar_invitation_use',
      'vratar_session_open',
      'vratar_sessions',
      'vratar_sessions_end',
      'vratar_own_identities',
      'vratar_unlink_identity',
    ]) {
      await sql`revoke execute on function ${sql.id(name)} from public`.execute(db);
      await sql`grant execute on function ${sql.id(name)} to vratar_api`.execute(db);
    }
  },
};
