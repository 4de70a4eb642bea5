import type { Sql } from '../store/sql.ts';
import type { WholeDay } from './sort-events.ts';

/** Task that computes noted days of a school again. */
export const RECOMPUTE = 'attendance.recompute';

/** A day of a backlog is computed at most so often while the backlog comes in. */
export const PATIENCE_MS = 2_000;

/**
 * One job for each school, and one that waits: a note that cannot wait must not be held up by one that can, and a
 * steady stream of either must not postpone it. The order is the same for every worker, so that two of them wait for
 * each other and never in a circle.
 */
const NOTE = `with noted as (
    insert into attendance_dirty (school, from_day, to_day, cause)
    select k.school, greatest(k.first_day, '2000-01-01'), least(k.last_day, '2999-12-31'), k.cause
    from unnest($1::uuid[], $2::date[], $3::date[], $4::text[]) as k(school, first_day, last_day, cause))
  select vratar_enqueue('${RECOMPUTE}', json_build_object('school', s.school),
    job_key => '${RECOMPUTE}:' || s.school || case when s.patient then ':patient' else '' end,
    run_at => now() + case when s.patient then interval '${PATIENCE_MS} ms' else interval '0' end,
    job_key_mode => 'preserve_run_at')
  from (select distinct school, patient from unnest($1::uuid[], $5::boolean[]) as k(school, patient)
    order by school, patient) s`;

/** Notes days for computation by a job, in the transaction that makes it necessary. */
export async function noteDirty(sql: Sql, days: readonly WholeDay[]): Promise<void> {
  if (days.length === 0) return;
  await sql.query(NOTE, [
    days.map(({ school }) => school),
    days.map(({ from }) => from),
    days.map(({ to }) => to),
    days.map(({ cause }) => cause),
    days.map(({ patient = false }) => patient),
  ]);
}
