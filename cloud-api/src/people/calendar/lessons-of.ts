import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { calendarOf } from './calendar-of.ts';
import { type ClassDay, classDay } from './lessons.ts';
import type { LocalDate } from './local-date.ts';

/** The lessons of one class on one date. For many, read `calendarOf` once and use `classDay`. */
export async function lessonsOf(
  db: Kysely<Database>,
  school: string,
  classId: string,
  date: LocalDate,
  asOf?: Date,
): Promise<ClassDay | undefined> {
  const calendar = await calendarOf(db, school, asOf);
  return calendar && classDay(calendar, classId, date);
}
