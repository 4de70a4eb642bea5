import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Settings that only choose whom a list shows or what a form allows: no student-day follows from them. */
const NOT_RULES = [
  'familyDaysPerYear',
  'familyDaysAtOnce',
  'familyDaysPerYearPreschool',
  'riskTotal',
  'riskUnexcused',
  'riskUnexcusedPreschool',
  'dropoutUnexcused',
  'dropoutUnexcusedPreschool',
];

/** Who changed a school's settings last, and a change of limits that does not compute the whole year anew. */
export const choices: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table attendance_settings add account uuid, add changed_at timestamptz`.execute(db);
    const rules = (settings: string) => `(${settings} - array['${NOT_RULES.join("', '")}'])`;
    await sql`create function vratar_attendance_choices(of_school uuid, before jsonb, after jsonb) returns void
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if ${sql.raw(rules('before'))} is distinct from ${sql.raw(rules('after'))} then
          perform vratar_attendance_dirty(of_school, '-infinity', 'infinity', 'attendance_settings', true);
        else
          insert into attendance_facts as f (school, version) values (of_school, 1)
            on conflict (school) do update set version = f.version + 1;
        end if;
      end $$`.execute(db);
    await sql`grant execute on function vratar_attendance_choices to vratar_api, vratar_ingest, vratar_jobs`.execute(
      db,
    );
    await sql`create or replace function attendance_after_attendance_settings() returns trigger
      language plpgsql as $$
      begin
        if tg_op = 'DELETE' then
          perform vratar_attendance_choices(o.school, o.settings, '{}') from old_rows o;
        elsif tg_op = 'INSERT' then
          perform vratar_attendance_choices(n.school, '{}', n.settings) from new_rows n;
        else
          perform vratar_attendance_choices(n.school, o.settings, n.settings)
            from old_rows o join new_rows n using (school);
        end if;
        return null;
      end $$`.execute(db);
  },
};
