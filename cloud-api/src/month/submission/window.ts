import type { Kysely } from 'kysely';
import { LocalTimes } from '../../attendance/time/local-times.ts';
import type { Database } from '../../db/index.ts';
import { addDays } from '../../people/index.ts';
import { addMonths, type Month } from '../month.ts';

/** `[opens, closes)`, ms since 1970. */
export interface Window {
  readonly opens: number;
  readonly closes: number;
}

/** The campaigns of the ministry are run by Bulgarian time, wherever a school keeps its own. */
export const MINISTRY = new LocalTimes('Europe/Sofia');

/** A month is submitted from the 1st to the 4th of the next one. */
export function ordinaryWindow(month: Month): Window {
  const next = addMonths(month, 1);
  return { opens: MINISTRY.startOf(next), closes: MINISTRY.startOf(addDays(next, 4)) };
}

/** The campaign of a month: the ordinary dates, unless others were announced. */
export async function submissionWindow(db: Kysely<Database>, month: Month): Promise<Window> {
  const own = await db
    .selectFrom('month_window')
    .select(['opens_at', 'closes_at'])
    .where('kind', '=', 'absences')
    .where('month', '=', month)
    .executeTakeFirst();
  if (own === undefined) return ordinaryWindow(month);
  return { opens: own.opens_at.getTime(), closes: own.closes_at.getTime() };
}
