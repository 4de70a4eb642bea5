import type { Transaction } from 'kysely';
import { type Database, enqueue } from '../../db/index.ts';
import { signedMonths } from './open-month.ts';

/** Compares a signed month with what is known now: payload `{school, month}`, the month's first date. */
export const COMPARE_SIGNED_TASK = 'month.compare_signed';

/**
 * Notes that something about signed months became known: what was signed stays, and the difference is proposed as a
 * correction (R15).
 * @param months first dates
 * @returns those of the months that are signed, in order
 */
export async function noteLateEvidence(
  trx: Transaction<Database>,
  school: string,
  months: readonly string[],
): Promise<string[]> {
  const signed = await signedMonths(trx, school, months);
  for (const month of signed) {
    const key = `${COMPARE_SIGNED_TASK}:${school}:${month}`;
    await enqueue(trx, COMPARE_SIGNED_TASK, { school, month }, { key });
  }
  return signed;
}
