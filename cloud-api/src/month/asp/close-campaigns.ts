import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { tellSigners } from '../notices/tell-signers.ts';
import type { Closed } from '../submission/close-month.ts';
import { stepAsp } from './campaign-state.ts';

/** Ends the agency's campaigns that are over: a signature becomes final, and what was not signed is an alarm. */
export async function closeAspCampaigns(db: Kysely<Database>, now: number): Promise<Closed[]> {
  const over = await db
    .selectFrom('asp_campaign')
    .select(['id', 'school', 'month', 'state', 'opens_at', 'closes_at'])
    .where('state', 'not in', ['final', 'expired'])
    .where('closes_at', '<=', new Date(now))
    .execute();
  const closed: Closed[] = [];
  for (const { id, school, month, state, opens_at, closes_at } of over) {
    const window = { opens: opens_at.getTime(), closes: closes_at.getTime() };
    const step = stepAsp(state, 'close', { signs: false, now, window, undecided: 0 });
    if (!step.ok) continue;
    const to = step.state as Closed['state'];
    const moved = await db.transaction().execute(async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable('asp_campaign')
        .set({ state: to })
        .where('id', '=', id)
        .where('state', '=', state)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      if (to === 'expired') await tellSigners(trx, school, 'asp_expired', { month }, now);
      return true;
    });
    if (moved) closed.push({ school, month, state: to });
  }
  return closed;
}
