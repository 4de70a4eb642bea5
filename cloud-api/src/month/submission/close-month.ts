import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { schoolsWithDays } from '../deadlines/open-campaigns.ts';
import { addMonths, type Month, monthOf } from '../month.ts';
import { tellSigners } from '../notices/tell-signers.ts';
import { type SubmissionState, stepSubmission } from './state.ts';
import { MINISTRY, submissionWindow } from './window.ts';

export interface Closed {
  readonly school: string;
  readonly month: Month;
  /** `expired` is an alarm: the campaign ended without a signature. */
  readonly state: 'final' | 'expired';
}

interface Waiting {
  readonly school: string;
  readonly month: Month;
  readonly state: SubmissionState;
}

/** Ends the campaigns that are over: what is signed becomes final, what is not has expired. */
export async function closeMonths(db: Kysely<Database>, now: number): Promise<Closed[]> {
  await beginForgotten(db, now);
  const waiting = await db
    .selectFrom('month_submission')
    .select(['school', 'month', 'state'])
    .where('state', 'not in', ['final', 'expired'])
    .execute();
  const closed: Closed[] = [];
  for (const each of waiting) {
    const state = await stateAfter(db, each, now);
    if (state !== undefined && (await close(db, each, state, now))) closed.push({ ...each, state });
  }
  return closed;
}

/** A school that has never opened its month is late like any other. */
async function beginForgotten(db: Kysely<Database>, now: number): Promise<void> {
  const month = addMonths(monthOf(MINISTRY.dateOf(now)), -1);
  if (now < (await submissionWindow(db, month)).closes) return;
  const schools = await schoolsWithDays(db, month);
  if (schools.length === 0) return;
  await db
    .insertInto('month_submission')
    .values(schools.map((school) => ({ school, month, state: 'draft' as const, file_hash: null })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function stateAfter(
  db: Kysely<Database>,
  { month, state }: Waiting,
  now: number,
): Promise<Closed['state'] | undefined> {
  const window = await submissionWindow(db, month);
  const facts = { signs: false, now, window, monthEnds: 0, classes: 0, classesChecked: 0 };
  const nothing = { undecided: 0, unexcusedRows: 0, openDays: 0, fileIsCurrent: false };
  const step = stepSubmission(state, { act: 'close' }, { ...facts, ...nothing });
  return step.ok ? (step.state as Closed['state']) : undefined;
}

/** @returns false when somebody moved the month in the meantime */
function close(
  db: Kysely<Database>,
  { school, month, state }: Waiting,
  to: Closed['state'],
  now: number,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('month_submission')
      .set({ state: to, moved_at: new Date(now) })
      .where('school', '=', school)
      .where('month', '=', month)
      .where('state', '=', state)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await trx
      .insertInto('month_act')
      .values({ school, month, act: to, account: null, detail: '{}' })
      .execute();
    if (to === 'expired') await tellSigners(trx, school, 'month_expired', { month }, now);
    return true;
  });
}
