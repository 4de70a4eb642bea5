import { sql } from 'kysely';
import { parseIntervals } from '../../attendance/store/interval-text.ts';
import { parseLessons } from '../../attendance/store/lesson-letters.ts';
import { type Section, type Subject, section } from '../section.ts';
import { actedAs } from './acted-as.ts';

interface DayRow {
  day: string;
  class: string | null;
  tracked: boolean;
  excused: boolean;
  intervals: string;
  lessons: string;
  flags: string;
  unexcused: number;
  excusedHours: number;
  toDecide: number;
}

async function readDays({ trx, school, person }: Subject) {
  const { rows } =
    await sql<DayRow>`select d.day::text as day, c.name as class, d.tracked, d.excused, d.intervals,
      d.lessons, d.flags, d.unexcused_halves / 2.0 as unexcused, d.excused_hours as "excusedHours",
      d.review_lessons as "toDecide"
    from person_day d left join class c on c.id = d.class
    where d.school = ${school} and d.person = ${person} order by d.day`.execute(trx);
  return rows.map(({ intervals, lessons, flags, ...row }) => ({
    ...row,
    flags: flags === '' ? [] : flags.split(' '),
    stays: parseIntervals(intervals).map(({ building, start, end, startQuality, endQuality, uncertain }) => ({
      building,
      from: new Date(start).toISOString(),
      until: new Date(end).toISOString(),
      began: startQuality,
      ended: endQuality,
      uncertain,
    })),
    lessons: parseLessons(lessons).map(({ n, status, flags: of }) => ({
      lesson: n,
      status,
      leftEarly: of.includes('left_early'),
    })),
  }));
}

/** Days, and what people decided about them. */
export const attendanceSections = {
  days: {
    tables: ['person_day'],
    columns: {
      day: 'day',
      class: 'text',
      stays: 'stays',
      lessons: 'lessons',
      unexcused: 'number',
      excusedHours: 'number',
      toDecide: 'number',
      excused: 'flag',
      tracked: 'flag',
      flags: 'codes',
    },
    read: readDays,
  },
  marks: section(
    ['lesson_mark'],
    {
      day: 'day',
      lesson: 'number',
      mark: 'code',
      reason: 'code',
      note: 'text',
      by: 'codes',
      recordedAt: 'moment',
      withdrawnAt: 'moment',
    },
    ({ school, person }) => sql`select m.day::text as day, m.lesson, m.mark, m.reason, m.note,
        ${actedAs('m.account', 'm.recorded_at', school)} as by, m.recorded_at as "recordedAt",
        m.withdrawn_at as "withdrawnAt"
      from lesson_mark m where m.school = ${school} and m.person = ${person}
      order by m.day, m.lesson, m.recorded_at`,
  ),
  excuses: section(
    ['excuse'],
    {
      kind: 'code',
      firstDay: 'day',
      lastDay: 'day',
      schoolDays: 'number',
      number: 'text',
      doctor: 'text',
      filedOn: 'day',
      note: 'text',
      by: 'codes',
      recordedAt: 'moment',
      withdrawnAt: 'moment',
    },
    ({ school, person }) => sql`select x.kind, x.first_day::text as "firstDay", x.last_day::text as "lastDay",
        x.school_days as "schoolDays", x.number, x.doctor, x.filed_on::text as "filedOn", x.note,
        ${actedAs('x.account', 'x.recorded_at', school)} as by, x.recorded_at as "recordedAt",
        x.withdrawn_at as "withdrawnAt"
      from excuse x where x.school = ${school} and x.person = ${person} order by x.first_day, x.recorded_at`,
  ),
} as const satisfies Record<string, Section>;
