import type { MonthContext } from '../submission/submit.ts';
import type { SignalState } from './signal-state.ts';

/** Notes who brought a signal into a state, and when. */
export async function recordMove(
  { trx, actor, now }: Pick<MonthContext, 'trx' | 'actor' | 'now'>,
  signal: string,
  state: SignalState,
  byRecipient = false,
): Promise<void> {
  await trx
    .insertInto('risk_signal_move')
    .values({
      school: actor.school,
      signal,
      state,
      account: actor.account,
      by_recipient: byRecipient,
      at: new Date(now),
    })
    .execute();
}
