import { VratarError } from '@vratar/protocol/errors';
import type { CardContext } from './context.ts';
import { listChanged } from './list-changes.ts';
import type { CredentialState, EndReason } from './tables.ts';

/** What becomes of the card itself when it is taken from its holder for a reason. */
const STATE_AFTER: Readonly<Record<EndReason, CredentialState>> = {
  lost: 'lost',
  damaged: 'retired',
  defect: 'retired',
  replaced: 'retired',
  blocked: 'blocked',
  returned: 'stock',
  left: 'stock',
  transferred: 'stock',
  expired: 'stock',
};

/**
 * Ends the holding of cards, all or none: they open nothing from `now` on, once their gates have heard.
 * Lost and blocked ones stay on the lists so that the refusal can say why; the others leave them.
 * @throws VratarError `card_not_issued`
 */
export async function endHoldings(
  context: CardContext,
  credentials: readonly string[],
  reason: EndReason,
): Promise<void> {
  if (credentials.length === 0) return;
  const { trx, now } = context;
  const ended = await trx
    .updateTable('credential_holding')
    .set((eb) => ({ ended_at: eb.fn('greatest', [eb.val(now), 'valid_from']), end_reason: reason }))
    .where('credential', 'in', credentials)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  const missing = credentials.length - Number(ended.numUpdatedRows);
  if (missing > 0) throw new VratarError('card_not_issued', { count: missing });
  await trx
    .updateTable('credential')
    .set({ state: STATE_AFTER[reason] })
    .where('id', 'in', credentials)
    .execute();
  await listChanged(context, credentials);
}
