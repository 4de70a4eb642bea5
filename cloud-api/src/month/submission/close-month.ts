import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { Month } from '../month.ts';
import { stepSubmission } from './state.ts';
import { submissionWindow } from './window.ts';

export interface Closed {
  readonly school: string;
  readonly month: Month;
  /** `expired` is an alarm: the campaign ended without a signature. */
  readonly state: 'final' | 'expired';
}

/** Ends the campaigns that are over: what is signed becomes final, what is not has expired. */
export async function closeMonths(db: Kysely<Database>, now: number): Promise<Closed[]> {
  const open = await db
    .selectFrom('month_submission')
    .select(['school', 'month', 'state'])
    .where('state', 'not in', ['final', 'expired'])
    .execute();
  const closed: Closed[] = [];
  for (const { school, month, state } of open) {
    const window = await submissionWindow(db, month);
    const facts = { signs: false, now, window, monthEnds: 0, classes: 0, classesChecked: 0 };
    const nothing = { undecided: 0, unexcusedRows: 0, openDays: 0, fileIsCurrent: false };
    const step = stepSubmission(state, { act: 'close' }, { ...facts, ...nothing });
    if (!step.ok) continue;
    const moved = await db.transaction().execute(async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable('month_submission')
        .set({ state: step.state, moved_at: new Date(now) })
        .where('school', '=', school)
        .where('month', '=', month)
        .where('state', '=', state)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await trx
        .insertInto('month_act')
        .values({ school, month, act: step.state, account: null, detail: '{}' })
        .execute();
      return true;
    });
    if (moved) closed.push({ school, month, state: step.state as Closed['state'] });
  }
  return closed;
}
