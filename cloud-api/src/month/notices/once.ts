import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { Month } from '../month.ts';

export interface Occasion {
  readonly school: string;
  readonly kind: 'absences' | 'asp';
  readonly month: Month;
  /** Stable name of the occasion: `opened`, `7d`, `declare`, `expired`. */
  readonly step: string;
  /** When the campaign closes; ms since 1970. */
  readonly closes: number;
}

/**
 * Does something on an occasion once, whoever else is at it: the mark and the work are one transaction.
 * @returns whether it was done now
 */
export function once(
  db: Kysely<Database>,
  { school, kind, month, step, closes }: Occasion,
  work: (trx: Transaction<Database>) => Promise<void>,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const marked = await trx
      .insertInto('month_reminder')
      .values({ school, kind, month, step, due_at: new Date(closes) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('step')
      .executeTakeFirst();
    if (marked === undefined) return false;
    await work(trx);
    return true;
  });
}
