import { sql } from 'kysely';
import { type NoticeKind, notify } from '../../accounts/index.ts';
import { signersOf } from '../notices/recipients.ts';
import type { MonthTaskParts } from '../tasks.ts';
import type { SignalState } from './signal-state.ts';

/** Tells the other side that a signal has moved: the municipality that one came, the school that it was taken or answered. */
export const SIGNAL_TOLD_TASK = 'month.signal_told';

const KINDS: Partial<Record<SignalState, NoticeKind>> = {
  sent: 'signal_received',
  acknowledged: 'signal_acknowledged',
  answered: 'signal_answered',
};

export async function tellSignal(
  { jobs, now }: Pick<MonthTaskParts, 'jobs' | 'now'>,
  { signal, state }: { readonly signal: string; readonly state: SignalState },
): Promise<void> {
  const kind = KINDS[state];
  if (kind === undefined) return;
  const at = now();
  await jobs.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('risk_signal')
      .select(['school', 'number', 'inbox'])
      .where('id', '=', signal)
      .executeTakeFirst();
    if (row === undefined || row.inbox === null) return;
    const accounts = state === 'sent' ? await clerksOf(row.inbox) : await signersOf(trx, row.school, at);
    for (const account of accounts) {
      await notify(trx, account, kind, { school: row.school, number: row.number }, at);
    }

    async function clerksOf(municipality: string): Promise<string[]> {
      const { rows } = await sql<{ account: string }>`
        select distinct account from role_assignment
        where region = ${municipality} and role = 'municipality' and valid_from <= ${at}
          and (valid_until is null or valid_until > ${at})
        order by 1`.execute(trx);
      return rows.map(({ account }) => account);
    }
  });
}
