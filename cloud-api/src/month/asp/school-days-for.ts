import type { Transaction } from 'kysely';
import { schoolDaysOf } from '../../attendance/decide/family-days.ts';
import type { SchoolFacts } from '../../attendance/store/school-facts.ts';
import type { Database } from '../../db/index.ts';
import { lastDayOf, type Month } from '../month.ts';

/**
 * School days of a month for a pupil of the agency's list (g7), remote ones included. Of a pupil whom the school does
 * not know the class is not known either: then as many as any class of the school has.
 */
export async function schoolDaysFor(
  trx: Transaction<Database>,
  facts: SchoolFacts,
  person: string | null,
  month: Month,
): Promise<number> {
  const own = await classOf(trx, facts.school, person, month);
  const classes = own === undefined ? [...facts.calendar.classes.keys()] : [own];
  return Math.max(0, ...classes.map((each) => schoolDaysOf(facts, each, month, lastDayOf(month))));
}

async function classOf(
  trx: Transaction<Database>,
  school: string,
  person: string | null,
  month: Month,
): Promise<string | undefined> {
  if (person === null) return undefined;
  const found = await trx
    .selectFrom('enrolment')
    .select('class')
    .where('school', '=', school)
    .where('person', '=', person)
    .where('withdrawn_at', 'is', null)
    .where('first_day', '<=', lastDayOf(month))
    .orderBy('first_day', 'desc')
    .executeTakeFirst();
  return found?.class;
}
