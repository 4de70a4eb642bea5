import { VratarError } from '@vratar/protocol/errors';
import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';

/** States of a month that somebody has signed: later evidence is compared with its numbers (R15). */
export const SIGNED_STATES = ['signed', 'declared', 'final'] as const;
/** States of a month in which nothing of it may be decided any more. */
export const CLOSED_STATES = [...SIGNED_STATES, 'expired'] as const;

/** Those of some months (their first dates) that are signed, in order. */
export async function signedMonths(
  trx: Transaction<Database>,
  school: string,
  months: readonly string[],
): Promise<string[]> {
  const rows = await trx
    .selectFrom('month_submission')
    .select('month')
    .where('school', '=', school)
    .where('month', 'in', months)
    .where('state', 'in', SIGNED_STATES)
    .orderBy('month')
    .execute();
  return rows.map(({ month }) => month);
}

/** Months (their first dates) of a school that are closed to decisions. */
export async function closedMonths(trx: Transaction<Database>, school: string): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('month_submission')
    .select('month')
    .where('school', '=', school)
    .where('state', 'in', CLOSED_STATES)
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
