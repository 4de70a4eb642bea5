import type { Kysely } from 'kysely';
import type { Database } from '../db/index.ts';
import type { LocalDate } from './calendar/local-date.ts';
import { dateAt } from './calendar/local-time.ts';

/** The date in a school's own time zone. */
export async function schoolToday(db: Kysely<Database>, school: string, now: Date): Promise<LocalDate> {
  const { timezone } = await db
    .selectFrom('school')
    .select('timezone')
    .where('id', '=', school)
    .executeTakeFirstOrThrow();
  return dateAt(timezone, now.getTime());
}
