import type { Kysely } from 'kysely';
import type { Database } from '../db/index.ts';
import { calendarOf, type LocalDate, schoolDay, weekday } from '../people/index.ts';

/**
 * Lets a demonstration run on any day: where a date has no lessons it becomes a school day by order, with Monday's
 * timetable on a weekend.
 * @returns whether the calendar had to change
 */
export async function openDay(db: Kysely<Database>, school: string, date: LocalDate): Promise<boolean> {
  const calendar = await calendarOf(db, school);
  const classes = [...(calendar?.classes.values() ?? [])];
  if (calendar === undefined || classes.some((of) => schoolDay(calendar, of, date).lessons)) return false;
  const as_weekday = weekday(date) > 5 ? 1 : weekday(date);
  await db
    .insertInto('calendar_day')
    .values({ school, day: date, kind: 'school_day', as_weekday, note: 'Демонстрация' })
    .execute();
  return true;
}
