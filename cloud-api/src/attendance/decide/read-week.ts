import { VratarError } from '@vratar/protocol/errors';
import { classDay, datesBetween } from '../../people/index.ts';
import type { SchoolDay } from '../fold/rebuild-student-day.ts';
import { dayKey } from '../store/day-basis.ts';
import { parseLessons } from '../store/lesson-letters.ts';
import { parseMarks } from '../store/marks-text.ts';
import { readSharedDays, type SharedDay, sharedKey } from '../store/school-days.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import { sqlOver } from '../store/sql.ts';
import { gatewaysHeard, type Heard, silenceOf, stillMissed } from '../today/gateways-heard.ts';
import { cellsOf, foldNow } from './fold-shown.ts';
import { closedMonths, isOpen } from './open-month.ts';
import { factsOf, type ReadContext } from './read-context.ts';
import type { ClassWeek, PupilDay, WeekDay } from './schema.ts';
import { type SubjectNames, subjectNames, subjectText } from './subjects.ts';

/** More days at once are no screen. */
export const LONGEST_RANGE = 31;

interface StoredRow {
  person: string;
  day: string;
  tracked: boolean;
  excused: boolean;
  marks: string;
  trail: string;
  lessons: string;
  flags: string;
}

/**
 * A class over some days, lesson by lesson, with the names of its pupils.
 * @throws VratarError `class_unknown`, `date_range`
 */
export async function readWeek(
  context: ReadContext,
  classId: string,
  from: string,
  to: string,
): Promise<ClassWeek> {
  const { trx, school, now } = context;
  const facts = await factsOf(context);
  const of = facts.calendar.classes.get(classId);
  if (of === undefined) throw new VratarError('class_unknown');
  const dates = datesBetween(from, to);
  if (dates.length === 0 || dates.length > LONGEST_RANGE) {
    throw new VratarError('date_range', { days: LONGEST_RANGE }, { field: 'to' });
  }
  const today = facts.dayOf(now);
  const pupils = await enrolled(context, classId, from, to);
  const rows = await storedRows(context, classId, from, to);
  const wanted = dates.map((day) => ({ school, day }));
  const shared = await readSharedDays(sqlOver(trx), wanted);
  const closed = await closedMonths(trx, school);
  const heard = await gatewaysHeard(trx, school);
  const live = liveDay(facts, today, shared.get(sharedKey(school, today)), heard, now);
  const dataAt = oldestOf(heard);
  const subjects = await subjectNames(context);
  const days = dates.map((date) =>
    weekDay(facts, classId, date, closed, shared.get(sharedKey(school, date)), subjects),
  );
  const named = await context.names(trx, school, pupils);
  return {
    class: { id: classId, name: of.name, grade: of.grade },
    timezone: facts.calendar.timezone,
    today,
    now,
    ...(dataAt === undefined ? {} : { dataAt }),
    days,
    pupils: pupils
      .map((person) => ({
        person,
        name: named.get(person) ?? '',
        days: dates.flatMap((date): PupilDay[] => {
          const row = rows.get(dayKey(person, date));
          if (row === undefined) return [];
          return [pupilDay(facts, classId, row, date === today ? live : undefined, now)];
        }),
      }))
      .sort((a, b) => a.name.localeCompare(b.name, 'bg')),
  };
}

async function enrolled(
  { trx, school }: ReadContext,
  classId: string,
  from: string,
  to: string,
): Promise<string[]> {
  const rows = await trx
    .selectFrom('enrolment')
    .select('person')
    .distinct()
    .where('school', '=', school)
    .where('class', '=', classId)
    .where('withdrawn_at', 'is', null)
    .where('first_day', '<=', to)
    .where((eb) => eb.or([eb('last_day', 'is', null), eb('last_day', '>=', from)]))
    .execute();
  return rows.map((row) => row.person);
}

async function storedRows(
  { trx, school }: ReadContext,
  classId: string,
  from: string,
  to: string,
): Promise<ReadonlyMap<string, StoredRow>> {
  const rows = await trx
    .selectFrom('person_day')
    .select(['person', 'day', 'tracked', 'excused', 'marks', 'trail', 'lessons', 'flags'])
    .where('school', '=', school)
    .where('class', '=', classId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute();
  return new Map(rows.map((row) => [dayKey(row.person, row.day), row]));
}

/** The running day, on which a gateway that is silent now is doubt from its last word on. */
export function liveDay(
  facts: SchoolFacts,
  today: string,
  shared: SharedDay | undefined,
  heard: readonly Heard[],
  now: number,
): SchoolDay {
  const window = facts.window(today);
  return {
    settings: facts.settings,
    window,
    fires: shared?.fires ?? [],
    doubts: [...(shared?.doubts ?? []), ...silenceOf(heard, now, window.starts)],
  };
}

function weekDay(
  facts: SchoolFacts,
  classId: string,
  date: string,
  closed: ReadonlySet<string>,
  shared: SharedDay | undefined,
  subjects: SubjectNames,
): WeekDay {
  const day = classDay(facts.calendar, classId, date);
  return {
    date,
    kind: day?.day.kind ?? 'weekend',
    open: isOpen(closed, date),
    settled: shared?.settled === true,
    lessons: (day?.lessons ?? []).map(({ number, start, end, parts }) => {
      const subject = subjectText(parts, subjects);
      return { n: number, start, end, ...(subject === '' ? {} : { subject }) };
    }),
  };
}

function pupilDay(
  facts: SchoolFacts,
  classId: string,
  row: StoredRow,
  live: SchoolDay | undefined,
  now: number,
): PupilDay {
  const timetabled = facts.timetabled(classId, row.day);
  const marks = parseMarks(row.marks);
  const basis = { ...row, school: facts.school, class: classId, marks };
  const lessons =
    live === undefined ? parseLessons(row.lessons) : foldNow(live, basis, row.trail, timetabled).lessons;
  return {
    date: row.day,
    ...(row.excused ? { excused: true } : {}),
    flags: row.flags === '' ? [] : row.flags.split(' '),
    lessons: cellsOf(lessons, timetabled, marks, now),
  };
}

/** The last word of the gateway that spoke longest ago. */
export function oldestOf(heard: readonly Heard[]): number | undefined {
  const moments = stillMissed(heard).map(({ dataAt }) => dataAt);
  if (moments.length === 0 || moments.includes(undefined)) return undefined;
  return Math.min(...(moments as number[]));
}
