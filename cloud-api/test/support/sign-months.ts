import type { Kysely } from 'kysely';
import type { Database } from '../../src/db/index.ts';

/** Months of a school as they are after the principal has signed them. */
export async function signMonths(
  owner: Kysely<Database>,
  school: string,
  ...months: readonly string[]
): Promise<void> {
  await owner
    .insertInto('month_submission')
    .values(months.map((month) => ({ school, month: `${month}-01`, state: 'signed' as const })))
    .onConflict((conflict) => conflict.columns(['school', 'month']).doUpdateSet({ state: 'signed' }))
    .execute();
}
