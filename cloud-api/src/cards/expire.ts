import type { Kysely } from 'kysely';
import { settleRefusals } from '../consent/settle-refusals.ts';
import { type Database, inSchool } from '../db/index.ts';
import type { Vault } from '../vault/index.ts';
import { endHoldings } from './end.ts';

/**
 * Takes cards whose time ran out off the lists: visitors' and lent ones go back to the stock. The gates refuse them
 * from the minute on anyway; this is tidying.
 * @param db connected as `jobs`
 * @returns how many
 */
export async function expireHoldings(db: Kysely<Database>, vault: Vault, now: Date): Promise<number> {
  const due = await db
    .selectFrom('credential_holding')
    .select(['credential', 'school'])
    .where('ended_at', 'is', null)
    .where('valid_until', '<=', now)
    .execute();
  for (const [school, rows] of Map.groupBy(due, (row) => row.school)) {
    const credentials = rows.map((row) => row.credential);
    await inSchool(db, { school }, async (trx) => {
      await endHoldings({ trx, vault, school, now }, credentials, 'expired');
      await settleRefusals({ trx, vault, school, now }, credentials);
    });
  }
  return due.length;
}
