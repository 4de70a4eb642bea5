import { dayKey } from './day-basis.ts';
import type { DayRow } from './day-row.ts';
import type { Sql } from './sql.ts';

export interface DayWrite {
  readonly row: DayRow;
  /** Revision that was read; 0 where there was no row. */
  readonly read: number;
}

const COLUMNS = {
  school: 'uuid',
  day: 'date',
  person: 'uuid',
  class: 'uuid',
  tracked: 'boolean',
  excused: 'boolean',
  marks: 'text',
  trail: 'text',
  intervals: 'text',
  lessons: 'text',
  flags: 'text',
  doubts: 'text',
  unexcused_halves: 'smallint',
  excused_hours: 'smallint',
  review_lessons: 'smallint',
} as const satisfies Record<keyof DayRow, string>;

const NAMES = Object.keys(COLUMNS) as (keyof DayRow)[];
const KEY = new Set(['school', 'day', 'person']);

/** Channel on which a change of a school's day is told after its commit: `<school> <date>`. */
export const ATTENDANCE_CHANNEL = 'vratar_attendance';

/** Ordered by key, so that two writers never wait for each other in a circle. */
const WRITE = `with written as (
    insert into person_day as d (${NAMES.join(', ')}, revision)
    select ${NAMES.join(', ')}, read + 1
    from unnest(${NAMES.map((name, index) => `$${index + 1}::${COLUMNS[name]}[]`).join(', ')}, $${NAMES.length + 1}::int[])
      as n(${NAMES.join(', ')}, read)
    order by school, day, person
    on conflict (school, day, person) do update set
      ${NAMES.filter((name) => !KEY.has(name))
        .map((name) => `${name} = excluded.${name}`)
        .join(', ')},
      revision = excluded.revision
    where d.revision = excluded.revision - 1
    returning school, day, person),
  told as (select pg_notify('${ATTENDANCE_CHANNEL}', school || ' ' || day) from (select distinct school, day from written) s)
  select person, day from written, (select count(*) from told) t`;

/**
 * Writes rows whose revision is still the one that was read, and tells those who follow the school.
 * @returns the writes that somebody else overtook: to be read and computed again
 */
export async function writeDays(sql: Sql, writes: readonly DayWrite[]): Promise<readonly DayWrite[]> {
  if (writes.length === 0) return [];
  const columns = NAMES.map((name) => arrayLiteral(writes.map((write) => write.row[name])));
  const { rows } = await sql.query<{ person: string; day: string }>(WRITE, [
    ...columns,
    writes.map((write) => write.read),
  ]);
  if (rows.length === writes.length) return [];
  const written = new Set(rows.map((row) => dayKey(row.person, row.day)));
  return writes.filter(({ row }) => !written.has(dayKey(row.person, row.day)));
}

/**
 * An array as PostgreSQL reads it. Its escapes are those of JSON as far as these columns need them (they hold words,
 * numbers, and JSON, none of which has a control character), and the engine's own writer is many times faster.
 */
const arrayLiteral = (values: readonly (string | number | boolean | null)[]): string =>
  `{${JSON.stringify(values).slice(1, -1)}}`;
