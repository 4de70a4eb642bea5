import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, ownedBySchool, type Rights } from '../../db/table-rights.ts';

const STATE: Rights = { api: ['select', 'insert', 'update'], jobs: ['select', 'insert', 'update'] };
const LOG: Rights = { api: ['select', 'insert'], jobs: ['select', 'insert'] };

/** The month: what teachers checked, what was submitted and signed, what the agency asked, and who is at risk. */
export const month: Migration = {
  async up(db: Kysely<unknown>) {
    const isMonth = sql`check (extract(day from month) = 1)`;

    await sql`create table class_check (
      id uuid primary key default gen_random_uuid(),
      school uuid not null,
      month date not null ${isMonth},
      class uuid not null,
      account uuid,
      checked_at timestamptz not null default now(),
      withdrawn_at timestamptz
    )`.execute(db);
    await sql`create unique index on class_check (school, month, class) where withdrawn_at is null`.execute(
      db,
    );
    await ownedBySchool(db, 'class_check', LOG);
    await sql`grant update (withdrawn_at) on class_check to vratar_api, vratar_jobs`.execute(db);

    await sql`create table month_submission (
      school uuid not null,
      month date not null ${isMonth},
      state text not null check (state in
        ('draft', 'checked', 'generated', 'imported', 'signed', 'declared', 'final', 'expired')),
      file_hash bytea,
      moved_at timestamptz not null default now(),
      primary key (school, month)
    )`.execute(db);
    await ownedBySchool(db, 'month_submission', { ...STATE, ingest: ['select'] });

    await sql`create table month_act (
      id bigint generated always as identity primary key,
      school uuid not null,
      month date not null ${isMonth},
      act text not null,
      account uuid,
      detail jsonb not null,
      at timestamptz not null default now()
    )`.execute(db);
    await sql`create index on month_act (school, month, id)`.execute(db);
    await ownedBySchool(db, 'month_act', LOG);

    await sql`create table signed_row (
      school uuid not null,
      month date not null ${isMonth},
      person uuid not null,
      class uuid not null,
      preschool boolean not null,
      unexcused_halves integer not null,
      excused_halves integer not null,
      primary key (school, month, person)
    )`.execute(db);
    // A signature that is taken back while the campaign lasts takes its rows with it.
    await ownedBySchool(db, 'signed_row', { ...LOG, api: ['select', 'insert', 'delete'] });

    await sql`create table correction (
      id uuid primary key default gen_random_uuid(),
      school uuid not null,
      month date not null ${isMonth},
      person uuid not null,
      signed_unexcused_halves integer not null,
      signed_excused_halves integer not null,
      now_unexcused_halves integer not null,
      now_excused_halves integer not null,
      state text not null default 'open' check (state in ('open', 'sent', 'dismissed', 'settled')),
      note text not null default '',
      account uuid,
      noted_at timestamptz not null default now(),
      closed_at timestamptz
    )`.execute(db);
    await sql`create unique index on correction (school, month, person) where state = 'open'`.execute(db);
    await ownedBySchool(db, 'correction', STATE);

    await sql`create table month_window (
      kind text not null check (kind in ('absences')),
      month date not null ${isMonth},
      opens_at timestamptz not null,
      closes_at timestamptz not null check (closes_at > opens_at),
      primary key (kind, month)
    )`.execute(db);
    await grant(db, 'month_window', { api: ['select'], jobs: ['select', 'insert', 'update', 'delete'] });

    await sql`create table asp_campaign (
      id uuid primary key default gen_random_uuid(),
      school uuid not null,
      month date not null ${isMonth},
      opens_at timestamptz not null,
      closes_at timestamptz not null check (closes_at > opens_at),
      state text not null check (state in ('started', 'ready', 'signed', 'final', 'expired')),
      signed_by uuid,
      signed_at timestamptz,
      unique (school, month)
    )`.execute(db);
    await ownedBySchool(db, 'asp_campaign', STATE);

    await sql`create table asp_row (
      id uuid primary key default gen_random_uuid(),
      campaign uuid not null references asp_campaign on delete cascade,
      school uuid not null,
      number integer not null,
      person uuid,
      sealed bytea not null,
      seal_version integer not null,
      kind text not null check (kind in ('absence', 'unsubscribed', 'remote')),
      preschool boolean not null,
      absences numeric(6, 2) not null,
      days integer not null,
      state text not null check (state in ('review', 'confirmed', 'refused')),
      corrected numeric(6, 2),
      note text not null default '' check (length(note) <= 1000),
      account uuid,
      decided_at timestamptz,
      unique (campaign, number)
    )`.execute(db);
    await sql`create index on asp_row (school)`.execute(db);
    await ownedBySchool(db, 'asp_row', { ...STATE, api: ['select', 'insert', 'update', 'delete'] });

    await sql`create table absence_alert (
      person uuid not null,
      month date not null ${isMonth},
      threshold_halves integer not null,
      school uuid not null,
      reached_halves integer not null,
      preschool boolean not null,
      raised_at timestamptz not null default now(),
      primary key (person, month, threshold_halves)
    )`.execute(db);
    await sql`create index on absence_alert (school, month)`.execute(db);
    await ownedBySchool(db, 'absence_alert', { api: ['select'], jobs: ['select', 'insert'] });

    await sql`create table risk_status (
      id uuid primary key default gen_random_uuid(),
      school uuid not null,
      person uuid not null,
      since date not null,
      reason text not null,
      account uuid,
      recorded_at timestamptz not null default now(),
      ended_on date check (ended_on >= since)
    )`.execute(db);
    await sql`create unique index on risk_status (school, person) where ended_on is null`.execute(db);
    await ownedBySchool(db, 'risk_status', STATE);

    await sql`create table risk_signal (
      id uuid primary key default gen_random_uuid(),
      school uuid not null,
      person uuid not null,
      number integer not null,
      state text not null check (state in ('draft', 'sent', 'acknowledged', 'answered')),
      recipient text not null,
      unexcused_halves integer not null,
      total_halves integer not null,
      preschool boolean not null,
      as_of date not null,
      account uuid,
      created_at timestamptz not null default now(),
      sent_at timestamptz,
      acknowledged_at timestamptz,
      answered_at timestamptz,
      answer text not null default '',
      unique (school, number)
    )`.execute(db);
    await ownedBySchool(db, 'risk_signal', STATE);

    await sql`create table month_reminder (
      school uuid not null,
      kind text not null check (kind in ('absences', 'asp')),
      month date not null ${isMonth},
      step text not null,
      due_at timestamptz not null,
      given_at timestamptz not null default now(),
      primary key (school, kind, month, step)
    )`.execute(db);
    await ownedBySchool(db, 'month_reminder', { api: ['select'], jobs: ['select', 'insert'] });
  },
};
