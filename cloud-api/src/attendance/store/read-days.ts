import type { Mark } from '../fold/facts.ts';
import type { DayBasis } from './day-basis.ts';
import { dayKey } from './day-basis.ts';
import { parseMarks } from './marks-text.ts';
import type { Sql } from './sql.ts';

/** A stored day as far as the next fold needs it. */
export interface StoredDay {
  readonly basis: DayBasis;
  readonly revision: number;
  readonly trail: string;
}

export interface WantedDay {
  readonly person: string;
  readonly day: string;
}

interface Row {
  school: string;
  day: string;
  person: string;
  class: string | null;
  revision: number;
  tracked: boolean;
  excused: boolean;
  marks: string;
  trail: string;
}

const READ = `select d.school, d.day::text as day, d.person, d.class, d.revision, d.tracked, d.excused, d.marks, d.trail
  from unnest($1::uuid[], $2::date[]) as k(person, day)
  join person_day d on d.person = k.person and d.day = k.day`;

/** The stored rows among the wanted ones, by `dayKey`. */
export async function readDays(
  sql: Sql,
  wanted: readonly WantedDay[],
): Promise<ReadonlyMap<string, StoredDay>> {
  const { rows } = await sql.query<Row>(READ, keys(wanted));
  return new Map(rows.map((row) => [dayKey(row.person, row.day), storedDay(row)]));
}

const storedDay = (row: Row): StoredDay => ({
  basis: {
    school: row.school,
    day: row.day,
    person: row.person,
    class: row.class ?? undefined,
    tracked: row.tracked,
    excused: row.excused,
    marks: parseMarks(row.marks),
  },
  revision: row.revision,
  trail: row.trail,
});

const keys = (wanted: readonly WantedDay[]): unknown[] => [
  wanted.map(({ person }) => person),
  wanted.map(({ day }) => day),
];

interface BasisRow {
  school: string;
  day: string;
  person: string;
  class: string | null;
  tracked: boolean;
  excused: boolean;
  marks: Record<string, Mark> | null;
}

/** Pupils by their enrolment on the date (R13); staff by the school that employs them. Others have no days. */
const BASIS = `select coalesce(e.school, p.school) as school, k.day::text as day, k.person, e.class,
    p.tracking = 'full' as tracked,
    exists (select from excuse x where x.person = k.person and x.withdrawn_at is null
      and k.day between x.first_day and x.last_day) as excused,
    (select jsonb_object_agg(m.lesson, m.mark) from lesson_mark m
      where m.person = k.person and m.day = k.day and m.school = coalesce(e.school, p.school)
        and m.withdrawn_at is null) as marks
  from unnest($1::uuid[], $2::date[]) as k(person, day)
  join person p on p.id = k.person
  left join enrolment e on e.person = k.person and e.withdrawn_at is null
    and e.first_day <= k.day and (e.last_day is null or e.last_day >= k.day)
  where p.kind = 'staff' or e.class is not null`;

/** What facts say now of persons on dates, by `dayKey`. */
export async function readBasis(
  sql: Sql,
  wanted: readonly WantedDay[],
): Promise<ReadonlyMap<string, DayBasis>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await sql.query<BasisRow>(BASIS, keys(wanted));
  return new Map(
    rows.map(({ marks, ...row }) => [
      dayKey(row.person, row.day),
      {
        ...row,
        class: row.class ?? undefined,
        marks:
          marks === null ? undefined : new Map(Object.entries(marks).map(([n, mark]) => [Number(n), mark])),
      },
    ]),
  );
}
