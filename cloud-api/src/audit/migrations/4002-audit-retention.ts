import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant } from '../../db/table-rights.ts';

/**
 * The log is kept for a time (D14) and then cut from its beginning: what is left is still one chain, which begins at
 * the hash that the cut wrote down.
 */
export const auditRetention: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table audit_cut (
      chain text primary key,
      n bigint not null check (n > 0),
      hash text not null,
      cut_at timestamptz not null
    )`.execute(db);
    await grant(db, 'audit_cut', { jobs: ['select'] });
    await sql`create index on audit_entry (chain, at)`.execute(db);

    // A delete passes only inside the function below: other roles have no right to delete, and this setting none to them.
    await sql`create or replace function audit_is_append_only() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' and current_setting('vratar.audit_cut', true) = 'on' then return null; end if;
        raise exception 'audit_entry is append-only';
      end $$`.execute(db);

    // Times in a chain never go back by more than the head's lock lets them; the cut is by number, so nothing between
    // two kept entries ever goes. A day less than two years is refused: nobody shortens the law by a slip of the hand.
    await sql`create function vratar_audit_cut(the_chain text, before timestamptz, at_most integer) returns bigint
      language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        first bigint;
        last audit_entry%rowtype;
      begin
        if before > clock_timestamp() - interval '2 years' then
          raise exception 'the audit log is kept for two years at least';
        end if;
        perform from audit_head where chain = the_chain for update;
        select min(n) into first from audit_entry where chain = the_chain;
        select * into last from audit_entry where chain = the_chain and at < before and n < first + at_most
          order by n desc limit 1;
        if not found then return 0; end if;
        perform set_config('vratar.audit_cut', 'on', true);
        delete from audit_entry where chain = the_chain and n <= last.n;
        perform set_config('vratar.audit_cut', '', true);
        insert into audit_cut (chain, n, hash, cut_at) values (the_chain, last.n, last.hash, clock_timestamp())
          on conflict (chain) do update set n = excluded.n, hash = excluded.hash, cut_at = excluded.cut_at;
        return last.n - first + 1;
      end $$`.execute(db);
    await sql`revoke execute on function vratar_audit_cut from public`.execute(db);
    await sql`grant execute on function vratar_audit_cut to vratar_jobs`.execute(db);
  },
};
