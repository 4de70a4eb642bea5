import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** Signals that a municipality reads and answers here, and who moved each of them, when. */
export const signalInbox: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table risk_signal
      add inbox uuid references region,
      add incoming text not null default '' check (length(incoming) <= 200)`.execute(db);
    await sql`create index on risk_signal (inbox, sent_at) where inbox is not null`.execute(db);

    await sql`create table risk_signal_move (
      id bigint primary key generated always as identity,
      school uuid not null,
      signal uuid not null,
      state text not null,
      account uuid,
      by_recipient boolean not null default false,
      at timestamptz not null
    )`.execute(db);
    await sql`create index on risk_signal_move (school, signal, id)`.execute(db);
    await ownedBySchool(db, 'risk_signal_move', {
      api: ['select', 'insert'],
      jobs: ['select', 'insert', 'delete'],
    });

    // In PL/pgSQL, because roles of accounts are made by a later migration.
    // Municipalities with somebody who answers: their names are public, who answers there is not told.
    await sql`create function vratar_municipalities(moment timestamptz) returns table (id uuid, name text)
      language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        begin return query select g.id, g.name from region g
        where exists (select from role_assignment r where r.region = g.id and r.role = 'municipality'
          and r.valid_from <= moment and (r.valid_until is null or r.valid_until > moment))
        order by g.name; end $$`.execute(db);

    // What was sent to the municipalities that an account answers for, of whatever school; never a name (I7).
    await sql`create function vratar_signal_inbox(the_account uuid, moment timestamptz)
      returns table (id uuid, school uuid, school_code text, school_name text, timezone text, number integer,
        state text, recipient text, as_of date, preschool boolean, unexcused_halves integer, total_halves integer,
        reference text, incoming text, answer text, sent_at timestamptz, acknowledged_at timestamptz,
        answered_at timestamptz)
      language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        begin return query select g.id, g.school, s.code, s.name, s.timezone, g.number, g.state, g.recipient, g.as_of,
          g.preschool, g.unexcused_halves, g.total_halves, g.reference, g.incoming, g.answer, g.sent_at, g.acknowledged_at,
          g.answered_at
        from risk_signal g join school s on s.id = g.school
        where g.state in ('sent', 'acknowledged', 'answered') and g.inbox in (
          select r.region from role_assignment r
          where r.account = the_account and r.role = 'municipality' and r.valid_from <= moment
            and (r.valid_until is null or r.valid_until > moment)); end $$`.execute(db);
    for (const name of ['vratar_municipalities', 'vratar_signal_inbox']) {
      await sql`revoke execute on function ${sql.raw(name)} from public`.execute(db);
      await sql`grant execute on function ${sql.raw(name)} to vratar_api`.execute(db);
    }
  },
};
