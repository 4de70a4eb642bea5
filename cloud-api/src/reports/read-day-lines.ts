import type { Kysely } from 'kysely';
import type { Interval, LessonResult } from '../attendance/fold/student-day.ts';
import { parseIntervals } from '../attendance/store/interval-text.ts';
import { parseLessons } from '../attendance/store/lesson-letters.ts';
import { sqlOver } from '../attendance/store/sql.ts';
import type { Database } from '../db/index.ts';

/** One pupil's day as reports show it. */
export interface DayLine {
  readonly person: string;
  readonly class: string;
  readonly day: string;
  readonly intervals: readonly Interval[];
  readonly lessons: readonly LessonResult[];
  readonly flags: readonly string[];
  readonly excusedDay: boolean;
  readonly unexcusedHalves: number;
  readonly excusedHours: number;
  readonly review: number;
  /** The day is over, and counts for the month. */
  readonly settled: boolean;
}

export interface DaysWanted {
  readonly school: string;
  readonly from: string;
  /** Inclusive. */
  readonly to: string;
  readonly class?: string;
  readonly person?: string;
}

interface Row {
  person: string;
  class: string;
  day: string;
  intervals: string;
  lessons: string;
  flags: string;
  excused: boolean;
  unexcused_halves: number;
  excused_hours: number;
  review_lessons: number;
  settled: boolean;
}

const READ = `select d.person, d.class, d.day::text as day, d.intervals, d.lessons, d.flags, d.excused,
    d.unexcused_halves, d.excused_hours, d.review_lessons, s.settled
  from school_day s join person_day d on d.school = s.school and d.day = s.day
  where s.school = $1 and s.day >= $2 and s.day <= $3 and d.class is not null
    and ($4::uuid is null or d.class = $4) and ($5::uuid is null or d.person = $5)
  order by d.person, d.day`;

/** Pupils' days of a period, by person and day. */
export async function readDayLines(db: Kysely<Database>, wanted: DaysWanted): Promise<DayLine[]> {
  const { school, from, to, class: classId, person } = wanted;
  const { rows } = await sqlOver(db).query<Row>(READ, [school, from, to, classId ?? null, person ?? null]);
  return rows.map((row) => ({
    person: row.person,
    class: row.class,
    day: row.day,
    intervals: parseIntervals(row.intervals),
    lessons: parseLessons(row.lessons),
    flags: row.flags === '' ? [] : row.flags.split(' '),
    excusedDay: row.excused,
    unexcusedHalves: row.unexcused_halves,
    excusedHours: row.excused_hours,
    review: row.review_lessons,
    settled: row.settled,
  }));
}
