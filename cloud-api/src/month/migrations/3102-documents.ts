import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** Documents that were signed, the states of a signal under чл. 347, and what pupils bring along from other schools. */
export const documents: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table school_document (
      id uuid primary key default gen_random_uuid(),
      school uuid not null,
      kind text not null check (kind in ('declaration', 'signal')),
      subject text not null,
      sealed bytea not null,
      seal_version integer not null,
      sha256 bytea not null check (length(sha256) = 32),
      account uuid,
      made_at timestamptz not null,
      withdrawn_at timestamptz
    )`.execute(db);
    await sql`create unique index on school_document (school, kind, subject) where withdrawn_at is null`.execute(
      db,
    );
    await ownedBySchool(db, 'school_document', {
      api: ['select', 'insert'],
      jobs: ['select', 'insert', 'update', 'delete'],
    });
    await sql`grant update (withdrawn_at) on school_document to vratar_api`.execute(db);

    await sql`alter table risk_signal
      drop constraint risk_signal_state_check,
      add check (state in ('draft', 'signed', 'sent', 'acknowledged', 'answered', 'withdrawn')),
      add recipient_kind text not null default 'municipality'
        check (recipient_kind in ('municipality', 'social_assistance', 'police')),
      add reasons text[] not null default '{}',
      add carried_halves integer not null default 0,
      add signed_at timestamptz,
      add withdrawn_at timestamptz,
      add reference text not null default '' check (length(reference) <= 200),
      add note text not null default '' check (length(note) <= 1000)`.execute(db);
    await sql`alter table risk_signal alter recipient_kind drop default`.execute(db);
    await sql`create index on risk_signal (school, person)`.execute(db);

    // Numbers of the school's own pupils at other schools, and nothing else of those: at risk is a person, not a school.
    await sql`create function vratar_carried(from_day date, until_day date)
      returns table (person uuid, unexcused_halves bigint, excused_halves bigint)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select d.person,
          sum(case when c.grade < 0 or c.grade = 32 then (d.lessons like '%A%')::integer * 2
            else d.unexcused_halves end),
          sum(case when c.grade < 0 or c.grade = 32
            then (d.lessons like '%E%' and d.lessons not like '%A%')::integer * 2 else d.excused_hours * 2 end)
        from enrolment e
        join person_day d on d.person = e.person and d.day >= from_day and d.day < until_day and d.school <> e.school
        join school_day s on s.school = d.school and s.day = d.day and s.settled
        join class c on c.id = d.class
        where e.school = vratar_school() and e.withdrawn_at is null and e.first_day < until_day
          and (e.last_day is null or e.last_day >= until_day - 1)
          and exists (select from enrolment o
            where o.person = e.person and o.school <> e.school and o.withdrawn_at is null)
        group by d.person $$`.execute(db);
    await sql`revoke execute on function vratar_carried from public`.execute(db);
    await sql`grant execute on function vratar_carried to vratar_api, vratar_jobs`.execute(db);
  },
};
