import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, ownedBySchool, type Rights } from '../../db/table-rights.ts';

const REGISTER: Rights = {
  api: ['select', 'insert', 'update', 'delete'],
  ingest: ['select'],
  jobs: ['select', 'insert', 'update', 'delete'],
};

/** Regions, schools and what is built in them. */
export const places: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table region (
      id uuid primary key default gen_random_uuid(),
      code text not null unique,
      name text not null
    )`.execute(db);
    await grant(db, 'region', { api: ['select'], ingest: ['select'], jobs: ['select', 'insert', 'update'] });

    await sql`create table school (
      id uuid primary key default gen_random_uuid(),
      region uuid not null references region,
      code text not null unique check (code ~ '^[0-9]{6,8}$'),
      name text not null,
      city text not null default '',
      timezone text not null default 'Europe/Sofia',
      language text not null default 'bg' check (language in ('bg', 'ru', 'en')),
      settings jsonb not null default '{}'
    )`.execute(db);
    await sql`create index on school (region)`.execute(db);
    await ownedBySchool(db, 'school', REGISTER, 'id');

    await sql`create table building (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      code text not null check (length(code) between 1 and 40),
      name text not null,
      address text not null default '',
      opens time not null default '06:00',
      closes time not null default '20:00',
      unique (school, code)
    )`.execute(db);

    await sql`create table zone (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      building uuid not null references building,
      code text not null check (length(code) between 1 and 40),
      name text not null,
      unique (building, code)
    )`.execute(db);
    await sql`create index on zone (school)`.execute(db);

    await sql`create table site (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      name text not null
    )`.execute(db);
    await sql`create index on site (school)`.execute(db);

    // A building shared by two schools: the site belongs to one, and lets the other's people in.
    await sql`create table site_guest (
      site uuid not null references site on delete cascade,
      school uuid not null references school,
      primary key (site, school)
    )`.execute(db);
    await sql`create index on site_guest (school)`.execute(db);

    await sql`create table gateway (
      id text primary key check (id ~ '^[A-Za-z0-9._-]{1,64}$'),
      school uuid not null references school,
      site uuid not null references site,
      building uuid not null references building,
      name text not null,
      state text not null default 'new' check (state in ('new', 'enrolled', 'retired')),
      created_at timestamptz not null default now()
    )`.execute(db);
    await sql`create index on gateway (school)`.execute(db);
    await sql`create index on gateway (site)`.execute(db);

    await sql`create table lane (
      gateway text not null references gateway on delete cascade,
      id text not null check (length(id) between 1 and 40),
      school uuid not null references school,
      building uuid not null references building,
      zone uuid references zone,
      name text not null,
      kind text not null check (kind in ('tripod', 'full_height', 'speed_gate', 'door', 'open')),
      primary key (gateway, id)
    )`.execute(db);
    await sql`create index on lane (school)`.execute(db);

    for (const table of ['building', 'zone', 'site', 'site_guest', 'gateway', 'lane']) {
      await ownedBySchool(db, table, REGISTER);
    }
  },
};
