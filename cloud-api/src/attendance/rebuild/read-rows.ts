import type { DayRow } from '../store/day-row.ts';
import type { Sql } from '../store/sql.ts';

export interface KeptRow {
  readonly row: DayRow;
  readonly revision: number;
}

/** The rows of a school's day as they are stored, by person. */
export async function readRows(sql: Sql, school: string, day: string): Promise<ReadonlyMap<string, KeptRow>> {
  const { rows } = await sql.query<Omit<DayRow, 'school' | 'day'> & { revision: number }>(
    `select person, class, tracked, excused, marks, trail, intervals, lessons, flags, doubts,
       unexcused_halves, excused_hours, review_lessons, revision
     from person_day where school = $1 and day = $2`,
    [school, day],
  );
  return new Map(
    rows.map(({ revision, ...row }) => [row.person, { row: { school, day, ...row }, revision }]),
  );
}

/** Revisions of the rows of a school's day, by person. */
export async function readRevisions(
  sql: Sql,
  school: string,
  day: string,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql.query<{ person: string; revision: number }>(
    'select person, revision from person_day where school = $1 and day = $2',
    [school, day],
  );
  return new Map(rows.map(({ person, revision }) => [person, revision]));
}

/** Columns in which two rows of one person's day differ. */
export function differingColumns(a: DayRow, b: DayRow): (keyof DayRow)[] {
  return (Object.keys(a) as (keyof DayRow)[]).filter((name) => a[name] !== b[name]);
}
