import { VratarError } from '@vratar/protocol/errors';
import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';

/** States of a month in which nothing of it may be decided any more. */
const CLOSED = ['signed', 'declared', 'final', 'expired'] as const;

/** Months (their first dates) of a school that are closed to decisions. */
export async function closedMonths(trx: Transaction<Database>, school: string): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('month_submission')
    .select('month')
    .where('school', '=', school)
    .where('state', 'in', CLOSED)
    .execute();
  return new Set(rows.map((row) => row.month));
}

export const isOpen = (closed: ReadonlySet<string>, day: string): boolean =>
  !closed.has(`${day.slice(0, 7)}-01`);

/**
 * Decisions are for months that are not signed: afterwards new evidence becomes a correction proposal (R15).
 * @throws VratarError `month_signed`
 */
export async function requireOpenMonth(
  trx: Transaction<Database>,
  school: string,
  day: string,
): Promise<void> {
  if (!isOpen(await closedMonths(trx, school), day)) throw new VratarError('month_signed');
}
