import type { Sql } from '../store/sql.ts';
import type { WholeDay } from './sort-events.ts';

/** Task that computes noted days of a school again. */
export const RECOMPUTE = 'attendance.recompute';

/** Notes days for computation by a job, in the transaction that makes it necessary. */
export async function noteDirty(sql: Sql, days: readonly WholeDay[]): Promise<void> {
  if (days.length === 0) return;
  await sql.query(
    `select vratar_attendance_dirty(k.school, k.first_day, k.last_day, k.cause, false)
     from unnest($1::uuid[], $2::date[], $3::date[], $4::text[]) as k(school, first_day, last_day, cause)`,
    [
      days.map(({ school }) => school),
      days.map(({ from }) => from),
      days.map(({ to }) => to),
      days.map(({ cause }) => cause),
    ],
  );
}
