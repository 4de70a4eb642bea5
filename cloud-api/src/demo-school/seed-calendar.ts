import type { Transaction } from 'kysely';
import type { Database } from '../db/index.ts';
import { BELLS, type ShiftCode } from './bells.ts';
import { freeDays } from './holidays.ts';
import type { SchoolPlan } from './plan.ts';
import { SUBJECTS } from './subjects.ts';

export interface SeededYear {
  readonly firstDay: string;
  /** Identifiers of the classes, in the order of the plan. */
  readonly classes: readonly string[];
}

/** The school year: terms, shifts, bells, subjects, days off, classes with their shifts and timetables. */
export async function seedCalendar(
  trx: Transaction<Database>,
  school: string,
  plan: SchoolPlan,
): Promise<SeededYear> {
  const { startYear } = plan;
  const terms = [
    { number: 1, first_day: `${startYear}-09-15`, last_day: `${startYear + 1}-02-01` },
    { number: 2, first_day: `${startYear + 1}-02-03`, last_day: `${startYear + 1}-06-30` },
  ];
  const firstDay = terms[0]!.first_day;
  const { id: school_year } = await trx
    .insertInto('school_year')
    .values({ school, start_year: startYear, first_day: firstDay, last_day: terms[1]!.last_day })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('term')
    .values(terms.map((term) => ({ school, school_year, ...term })))
    .execute();
  await trx
    .insertInto('subject')
    .values(SUBJECTS.map(({ code, name }) => ({ school, code, name })))
    .execute();
  const days = freeDays(startYear).map((free) => ({ school, ...free }));
  await trx.insertInto('calendar_day').values(days).execute();

  const shifts = await trx
    .insertInto('shift')
    .values([
      { school, code: 'first', name: 'Първа смяна' },
      { school, code: 'second', name: 'Втора смяна' },
    ])
    .returning(['id', 'code'])
    .execute();
  const shiftId = (code: string) => shifts.find((shift) => shift.code === code)!.id;
  const bells = Object.entries(BELLS).map(([code, periods]) => ({
    school,
    shift: shiftId(code),
    holds_from: firstDay,
    periods: JSON.stringify(periods),
  }));
  await trx.insertInto('bell_schedule').values(bells).execute();

  const classes = await trx
    .insertInto('class')
    .values(plan.classes.map(({ name, grade }) => ({ school, school_year, name, grade })))
    .returning(['id', 'name'])
    .execute();
  const ids = plan.classes.map((of) => classes.find((row) => row.name === of.name)!.id);
  const other: Record<ShiftCode, ShiftCode> = { first: 'second', second: 'first' };
  const classShifts = plan.classes.flatMap((of, index) => [
    { school, class: ids[index]!, shift: shiftId(of.shift), holds_from: firstDay },
    { school, class: ids[index]!, shift: shiftId(other[of.shift]), holds_from: terms[1]!.first_day },
  ]);
  await trx.insertInto('class_shift').values(classShifts).execute();
  const timetables = plan.classes.map((of, index) => ({
    school,
    class: ids[index]!,
    holds_from: firstDay,
    lessons: JSON.stringify(of.lessons),
  }));
  await trx.insertInto('timetable').values(timetables).execute();
  return { firstDay, classes: ids };
}
