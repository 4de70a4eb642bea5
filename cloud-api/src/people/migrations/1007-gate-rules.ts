import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/**
 * What a school decides about its gates, each version with the day from which it holds. Out of the school's settings,
 * where a new version forgot the old one, and where every change made attendance look at all days again.
 */
export const gateRules: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table gate_rules (
      id uuid primary key default gen_random_uuid(),
      school uuid not null references school,
      holds_from date not null,
      rules jsonb not null,
      recorded_at timestamptz not null default now(),
      withdrawn_at timestamptz
    )`.execute(db);
    await sql`create index on gate_rules (school, holds_from, id)`.execute(db);
    await ownedBySchool(db, 'gate_rules', {
      api: ['select', 'insert'],
      ingest: ['select'],
      jobs: ['select', 'insert'],
    });
    await sql`grant update (withdrawn_at) on gate_rules to vratar_api, vratar_jobs`.execute(db);

    await sql`insert into gate_rules (school, holds_from, rules)
      select id, '2000-01-01', '{"groups": [], "laneModes": [], "passback": {"mode": "soft"}}'::jsonb
          || (coalesce(settings->'gate', '{}') - 'holidays')
          || jsonb_build_object('groupsOf', coalesce(settings->'groupsOf', '{}'))
        from school where settings ? 'gate' or settings ? 'groupsOf'`.execute(db);
    await sql`update school set settings = settings - 'gate' - 'groupsOf'
      where settings ? 'gate' or settings ? 'groupsOf'`.execute(db);
  },
};
