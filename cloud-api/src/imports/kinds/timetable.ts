import { VratarError } from '@vratar/protocol/errors';
import { calendarOf, holding, loadPeople } from '../../people/index.ts';
import type { TimetableLesson } from '../../people/tables/calendar.ts';
import { fullName, normaliseWords } from '../../vault/index.ts';
import { parseClassName, parseWeekday } from '../cells.ts';
import type { Change, ImportContext, ImportKind, ImportPlan } from '../plan.ts';
import type { Step } from '../step.ts';
import { classesOfYear } from '../year-classes.ts';

export interface LessonRow {
  readonly line: number;
  readonly class: string;
  readonly weekday: number;
  readonly period: number;
  readonly subject: string;
  readonly teacher: string | undefined;
  readonly group: string | undefined;
  readonly weeks: 'odd' | 'even' | undefined;
}

const WEEKS: Readonly<Record<string, 'odd' | 'even'>> = {
  нечетна: 'odd',
  нечётная: 'odd',
  odd: 'odd',
  четна: 'even',
  чётная: 'even',
  even: 'even',
};

/** The week of each class; classes that are not in the file keep theirs. */
export const timetable: ImportKind<LessonRow> = {
  name: 'timetable',
  columns: [
    { field: 'class', titles: ['Клас', 'Паралелка', 'Класс', 'class'], required: true },
    {
      field: 'weekday',
      titles: ['Ден', 'Ден от седмицата', 'День', 'День недели', 'weekday', 'day'],
      required: true,
    },
    {
      field: 'period',
      titles: ['Час', 'Учебен час', '№ на часа', 'Урок', 'period', 'lesson'],
      required: true,
    },
    { field: 'subject', titles: ['Предмет', 'Учебен предмет', 'subject'], required: true },
    { field: 'teacher', titles: ['Учител', 'Преподавател', 'Учитель', 'teacher'] },
    { field: 'group', titles: ['Група', 'Подгрупа', 'Группа', 'group'] },
    { field: 'weeks', titles: ['Седмица', 'Неделя', 'week', 'weeks'] },
  ],
  read(reader) {
    for (const field of ['class', 'weekday', 'period'] as const) reader.required(field);
    const of = reader.parsed('class', parseClassName, 'a class such as 7а');
    const weekday = reader.parsed('weekday', parseWeekday, 'a day of the week');
    const period = reader.parsed('period', parsePeriod, 'the number of a lesson, 0 to 20');
    const subject = reader.required('subject', 120);
    const weeks = reader.parsed('weeks', (text) => WEEKS[text.toLowerCase()], 'четна or нечетна');
    const [teacher, group] = [reader.text('teacher'), reader.text('group', 40)];
    if (reader.problems.length > 0 || of === undefined) return undefined;
    return {
      line: reader.line,
      class: of.name,
      weekday: weekday!,
      period: period!,
      subject: subject!,
      teacher,
      group,
      weeks,
    };
  },
  async plan(context, rows) {
    const year = await classesOfYear(context);
    const teachers = await teachersByName(context);
    const subjects = await subjectCodes(context, rows);
    const calendar = (await calendarOf(context.trx, context.school))!;
    const weeks = [...Map.groupBy(rows, (row) => row.class)].map(([name, list]) => {
      const id = year.idOf.get(name);
      const lessons = list.map((row) => lessonOf(row, subjects.codeOf, teachers)).sort(byHour);
      const present = id === undefined ? undefined : calendar.classes.get(id)?.timetable;
      const before =
        present === undefined ? [] : (holding({ ...present, onDate: new Map() }, context.date) ?? []);
      const same =
        JSON.stringify(before.toSorted(byHour).map(ordered)) === JSON.stringify(lessons.map(ordered));
      return { name, id, lessons, line: list[0]!.line, isNew: before.length === 0, same };
    });
    const changed = weeks.filter((week) => !week.same);
    return {
      changes: changed.map(
        ({ name, isNew, line, lessons }): Change => ({
          action: isNew ? 'add' : 'change',
          line,
          label: `${name}: ${lessons.length}`,
        }),
      ),
      unchanged: weeks.length - changed.length,
      missing: [],
      problems: [...unknownClasses(rows, year.idOf), ...lessonsTwice(rows)],
      apply: async () => {
        const steps = await addSubjects(context, subjects.fresh);
        if (changed.length === 0) return steps;
        const facts = changed.map((week) => ({
          school: context.school,
          class: week.id!,
          holds_from: context.date,
          lessons: JSON.stringify(week.lessons),
          recorded_at: context.now,
        }));
        const added = await context.trx.insertInto('timetable').values(facts).returning('id').execute();
        return [...steps, ...added.map(({ id }): Step => ({ did: 'timetable_added', timetable: id }))];
      },
    } satisfies ImportPlan;
  },
};

function parsePeriod(text: string): number | undefined {
  const number = Number(text.replace(/\.$/, ''));
  return Number.isInteger(number) && number >= 0 && number <= 20 ? number : undefined;
}

function lessonOf(
  row: LessonRow,
  codeOf: ReadonlyMap<string, string>,
  teachers: ReadonlyMap<string, string>,
): TimetableLesson {
  const teacher = row.teacher === undefined ? undefined : teachers.get(nameKey(row.teacher));
  return {
    weekday: row.weekday,
    period: row.period,
    subject: codeOf.get(row.subject.toLowerCase())!,
    ...(teacher !== undefined && { teacher }),
    ...(row.group !== undefined && { group: row.group }),
    ...(row.weeks !== undefined && { weeks: row.weeks }),
  };
}

const byHour = (a: TimetableLesson, b: TimetableLesson): number =>
  a.weekday - b.weekday || a.period - b.period || (a.group ?? '').localeCompare(b.group ?? '');

const ordered = ({ weekday, period, subject, teacher, group, weeks }: TimetableLesson) => [
  weekday,
  period,
  subject,
  teacher ?? null,
  group ?? null,
  weeks ?? null,
];

const nameKey = (name: string): string => normaliseWords(name).join(' ');

/** Teachers as files name them: in full, or first and last. A name that two share is nobody's. */
async function teachersByName(context: ImportContext): Promise<ReadonlyMap<string, string>> {
  const staff = await loadPeople(context, 'staff');
  const names = staff.flatMap(({ id, profile }) => [
    [nameKey(fullName(profile)), id] as const,
    [nameKey(`${profile.first} ${profile.last}`), id] as const,
  ]);
  const ids = Map.groupBy(names, ([name]) => name);
  const unique = [...ids].filter(([, list]) => new Set(list.map(([, id]) => id)).size === 1);
  return new Map(unique.map(([name, list]) => [name, list[0]![1]]));
}

/** Subjects by name, the new ones with a code made of it. */
async function subjectCodes({ trx, school }: ImportContext, rows: readonly LessonRow[]) {
  const known = await trx
    .selectFrom('subject')
    .select(['code', 'name'])
    .where('school', '=', school)
    .execute();
  const codeOf = new Map(
    known.flatMap(({ code, name }) => [[name.toLowerCase(), code] as const, [code, code] as const]),
  );
  const fresh = new Map<string, string>();
  for (const { subject } of rows) {
    const key = subject.toLowerCase();
    if (codeOf.has(key)) continue;
    codeOf.set(key, key);
    fresh.set(key, subject);
  }
  return { codeOf, fresh };
}

async function addSubjects(
  { trx, school }: ImportContext,
  fresh: ReadonlyMap<string, string>,
): Promise<Step[]> {
  if (fresh.size === 0) return [];
  const rows = [...fresh].map(([code, name]) => ({ school, code, name }));
  const added = await trx.insertInto('subject').values(rows).returning('id').execute();
  return added.map(({ id }): Step => ({ did: 'subject_added', subject: id }));
}

function unknownClasses(
  rows: readonly LessonRow[],
  idOf: ReadonlyMap<string, string>,
): readonly VratarError[] {
  return rows
    .filter((row) => !idOf.has(row.class))
    .map((row) => new VratarError('import_class_unknown', { name: row.class }, { line: row.line }));
}

/** A whole class has one lesson at an hour; only groups, or weeks by turns, can share it. */
function lessonsTwice(rows: readonly LessonRow[]): readonly VratarError[] {
  const first = new Map<string, number>();
  return rows.flatMap((row) => {
    const key = [row.class, row.weekday, row.period, row.group ?? '', row.weeks ?? ''].join('|');
    const other = first.get(key);
    if (other === undefined) first.set(key, row.line);
    return other === undefined ? [] : [new VratarError('import_lesson_twice', { other }, { line: row.line })];
  });
}
