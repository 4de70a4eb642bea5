import { VratarError } from '@vratar/protocol/errors';
import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';

/**
 * The class of a pupil on a date, or the last one before it.
 * @throws VratarError `pupil_unknown` for somebody who was never a pupil of the school
 */
export async function currentClass(
  trx: Transaction<Database>,
  school: string,
  person: string,
  date: string,
): Promise<string> {
  const found = await trx
    .selectFrom('enrolment')
    .select('class')
    .where('school', '=', school)
    .where('person', '=', person)
    .where('withdrawn_at', 'is', null)
    .where('first_day', '<=', date)
    .orderBy('first_day', 'desc')
    .executeTakeFirst();
  if (found === undefined) throw new VratarError('pupil_unknown');
  return found.class;
}
