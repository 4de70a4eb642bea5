import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, ownedBySchool } from '../../db/table-rights.ts';

/**
 * An append-only log in one hash chain a school. Roles write through a function only: what is logged, when and by whom
 * comes from the transaction, not from the caller's word.
 */
export const audit: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table audit_head (
      chain text primary key,
      n bigint not null,
      hash text not null
    )`.execute(db);
    await grant(db, 'audit_head', { jobs: ['select'] });

    await sql`create table audit_entry (
      chain text not null,
      school uuid references school,
      n bigint not null,
      at timestamptz not null,
      account uuid,
      action text not null,
      subject text,
      line text not null,
      hash text not null,
      primary key (chain, n)
    )`.execute(db);
    await sql`create index on audit_entry (school, subject, n)`.execute(db);
    await sql`create index on audit_entry (school, account, n)`.execute(db);
    await ownedBySchool(db, 'audit_entry', { api: ['select'], jobs: ['select'] });

    // Also the owner's own slip of the hand is refused; taking the trigger away is an act that shows in the schema.
    await sql`create function audit_is_append_only() returns trigger language plpgsql as $$
      begin raise exception 'audit_entry is append-only'; end $$`.execute(db);
    await sql`create trigger append_only before update or delete or truncate on audit_entry
      for each statement execute function audit_is_append_only()`.execute(db);

    // The head's row lock puts the acts of one school in one order; it is held until the transaction ends, so that a
    // number is never taken by an act that did not happen.
    await sql`create function vratar_audit(the_action text, the_subject text, detail jsonb) returns bigint
      language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        the_chain text := coalesce(vratar_school()::text, 'network');
        moment timestamptz := clock_timestamp();
        last audit_head%rowtype;
        the_line text;
        the_hash text;
      begin
        insert into audit_head (chain, n, hash) values (the_chain, 0, repeat('0', 64)) on conflict do nothing;
        select * into last from audit_head where chain = the_chain for update;
        the_line := jsonb_build_object('n', last.n + 1,
          'at', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
          'chain', the_chain, 'account', vratar_account(), 'action', the_action, 'subject', the_subject,
          'detail', detail)::text;
        the_hash := encode(sha256(decode(last.hash, 'hex') || convert_to(the_line, 'UTF8')), 'hex');
        insert into audit_entry (chain, school, n, at, account, action, subject, line, hash)
          values (the_chain, vratar_school(), last.n + 1, moment, vratar_account(), the_action, the_subject,
            the_line, the_hash);
        update audit_head set n = last.n + 1, hash = the_hash where chain = the_chain;
        return last.n + 1;
      end $$`.execute(db);
    await sql`revoke execute on function vratar_audit from public`.execute(db);
    await sql`grant execute on function vratar_audit to vratar_api, vratar_jobs`.execute(db);
  },
};
