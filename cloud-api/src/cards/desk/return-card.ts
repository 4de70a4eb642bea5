import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../../audit/index.ts';
import { settleRefusals } from '../../consent/settle-refusals.ts';
import type { CardContext } from '../context.ts';
import { endHoldings } from '../end.ts';
import { listChanged } from '../list-changes.ts';

/**
 * A card comes back to the stock: from its holder, or after it was lost or blocked. What is known of a card that was
 * found is settled with it, and so is a refusal that waited for it.
 * @throws VratarError `card_unknown_here`, `card_not_issued`
 */
export async function returnCard(context: CardContext, credential: string): Promise<void> {
  const { trx, now } = context;
  const card = await trx
    .selectFrom('credential')
    .select('state')
    .where('id', '=', credential)
    .forUpdate()
    .executeTakeFirst();
  if (card === undefined) throw new VratarError('card_unknown_here');
  if (card.state === 'issued') await endHoldings(context, [credential], 'returned');
  else if (card.state === 'lost' || card.state === 'blocked') {
    await trx.updateTable('credential').set({ state: 'stock' }).where('id', '=', credential).execute();
    await listChanged(context, [credential]);
  } else throw new VratarError('card_not_issued', { count: 1 });
  await trx
    .updateTable('found_card')
    .set({ handed_back_at: now })
    .where('credential', '=', credential)
    .where('handed_back_at', 'is', null)
    .execute();
  // Before the log, whose lock comes last wherever people are locked, too.
  await settleRefusals(context, [credential]);
  await audit(trx, {
    action: 'card_returned',
    subject: `credential:${credential}`,
    detail: { was: card.state },
  });
}
