import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import { lastDayOf, type Month } from '../../month/month.ts';

/** The last class of a pupil at the school in a month; undefined for who was never in one. */
export async function classOfPerson(
  trx: Transaction<Database>,
  school: string,
  person: string,
  month: Month,
): Promise<string | undefined> {
  const found = await trx
    .selectFrom('enrolment')
    .select('class')
    .where('school', '=', school)
    .where('person', '=', person)
    .where('withdrawn_at', 'is', null)
    .where('first_day', '<=', lastDayOf(month))
    .where((eb) => eb.or([eb('last_day', 'is', null), eb('last_day', '>=', month)]))
    .orderBy('first_day', 'desc')
    .executeTakeFirst();
  return found?.class;
}
