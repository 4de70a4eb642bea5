import { VratarError } from '@vratar/protocol/errors';
import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';

/**
 * Decisions are for months that are not signed: afterwards new evidence becomes a correction proposal (R15).
 * @throws VratarError `month_signed`
 */
export async function requireOpenMonth(
  trx: Transaction<Database>,
  school: string,
  day: string,
): Promise<void> {
  const month = `${day.slice(0, 7)}-01`;
  const found = await trx
    .selectFrom('month_submission')
    .select('state')
    .where('school', '=', school)
    .where('month', '=', month)
    .executeTakeFirst();
  const state = found?.state;
  if (state === 'signed' || state === 'declared' || state === 'final' || state === 'expired') {
    throw new VratarError('month_signed');
  }
}
