import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Name of a column, or an SQL expression over a changed row `r`. */
export interface Watched {
  readonly table: string;
  readonly school?: string;
  readonly from: string;
  readonly to: string;
  /** The change makes caches of calendars and places old. */
  readonly cached: boolean;
  /** Only updates of these columns matter; inserts always do. */
  readonly columns?: string;
}

const EVER = { from: `'-infinity'::date`, to: `'infinity'::date` };
const SINCE = { from: `r.holds_from`, to: `coalesce(r.only_on, 'infinity'::date)` };

/** Registers of other capabilities whose rows decide attendance. */
const WATCHED: readonly Watched[] = [
  { table: 'school', school: 'r.id', ...EVER, cached: true, columns: 'timezone, settings' },
  { table: 'building', ...EVER, cached: true, columns: 'code, opens, closes' },
  { table: 'gateway', ...EVER, cached: true, columns: 'school, site, building' },
  { table: 'site_guest', ...EVER, cached: true },
  { table: 'lane', ...EVER, cached: true, columns: 'building, zone' },
  { table: 'term', from: 'r.first_day', to: 'r.last_day', cached: true },
  { table: 'class', ...EVER, cached: true, columns: 'school_year, grade' },
  { table: 'class_shift', from: 'r.holds_from', to: `'infinity'::date`, cached: true },
  { table: 'bell_schedule', ...SINCE, cached: true },
  { table: 'timetable', ...SINCE, cached: true },
  { table: 'calendar_day', from: 'r.day', to: 'r.day', cached: true },
  {
    table: 'enrolment',
    from: 'r.first_day',
    to: `coalesce(r.last_day, 'infinity'::date)`,
    cached: false,
  },
  {
    table: 'credential_holding',
    from: `(r.valid_from - interval '1 day')::date`,
    to: `'infinity'::date`,
    cached: false,
  },
  { table: 'person', ...EVER, cached: false, columns: 'tracking' },
];

/**
 * A change of a register notes the days that it concerns and enqueues their computation, in its own transaction,
 * whatever program made it. Triggers were chosen over calls from each capability: a forgotten call would leave
 * attendance wrong in silence.
 */
export const followFacts: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create function vratar_attendance_dirty(of_school uuid, first_day date, last_day date, why text,
        cached boolean) returns void language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if cached then
          insert into attendance_facts as f (school, version) values (of_school, 1)
            on conflict (school) do update set version = f.version + 1;
        end if;
        insert into attendance_dirty (school, from_day, to_day, cause)
          values (of_school, greatest(first_day, '2000-01-01'), least(last_day, '2999-12-31'), why);
        perform vratar_enqueue('attendance.recompute', json_build_object('school', of_school),
          job_key => 'attendance.recompute:' || of_school, job_key_mode => 'preserve_run_at');
      end $$`.execute(db);
    await sql`grant execute on function vratar_attendance_dirty to vratar_api, vratar_ingest, vratar_jobs`.execute(
      db,
    );
    for (const watched of WATCHED) await watch(db, watched);
  },
};

/** Makes the triggers of one table. */
export async function watch(db: Kysely<unknown>, watched: Watched): Promise<void> {
  const { table, school = 'r.school', from, to, cached, columns } = watched;
  const name = `attendance_after_${table}`;
  const body = (
    rows: string,
  ) => `perform vratar_attendance_dirty(n.school, n.first_day, n.last_day, '${table}', ${cached})
    from (select ${school} as school, min(${from}) as first_day, max(${to}) as last_day
      from ${rows} r group by 1 order by 1) n;`;
  await sql
    .raw(`create function ${name}() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then ${body('old_rows')}
      elsif tg_op = 'INSERT' then ${body('new_rows')}
      else ${body('old_rows')} ${body('new_rows')}
      end if;
      return null;
    end $$`)
    .execute(db);
  const on = (operation: string, tables: string, when = '') =>
    sql
      .raw(`create trigger ${name}_${operation} after ${operation} on ${table}
      referencing ${tables} for each statement ${when} execute function ${name}()`)
      .execute(db);
  await on('insert', 'new table as new_rows');
  await on('delete', 'old table as old_rows');
  // PostgreSQL has no transition tables for updates of single columns: compare them instead.
  const changed = (columns ?? '').split(', ').filter((column) => column !== '');
  if (changed.length === 0) {
    await on('update', 'old table as old_rows new table as new_rows');
    return;
  }
  const differs = changed.map((column) => `o.${column} is distinct from n.${column}`).join(' or ');
  const key = table === 'lane' ? 'o.gateway = n.gateway and o.id = n.id' : 'o.id = n.id';
  await sql
    .raw(`create function ${name}_changed() returns trigger language plpgsql as $$
    begin
      if exists (select from old_rows o join new_rows n on ${key} where ${differs}) then
        ${body('old_rows')} ${body('new_rows')}
      end if;
      return null;
    end $$`)
    .execute(db);
  await sql
    .raw(`create trigger ${name}_update after update on ${table}
    referencing old table as old_rows new table as new_rows for each statement execute function ${name}_changed()`)
    .execute(db);
}
