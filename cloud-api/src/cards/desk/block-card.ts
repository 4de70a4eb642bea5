import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../../audit/index.ts';
import type { CardContext } from '../context.ts';
import { endHoldings } from '../end.ts';
import { issueCredentials } from '../issue.ts';

/** Blocks a card at once; `lost` tells the finder at the gate where to bring it. */
export async function blockCard(
  context: CardContext,
  credential: string,
  reason: 'lost' | 'blocked',
): Promise<void> {
  await endHoldings(context, [credential], reason);
  await audit(context.trx, {
    action: 'card_blocked',
    subject: `credential:${credential}`,
    detail: { reason },
  });
}

/**
 * Gives a blocked or lost card back to whom it was taken from.
 * @throws VratarError `card_not_blocked`; `period_past`; `card_one_each` when the person has got another
 * meanwhile
 */
export async function unblockCard(context: CardContext, credential: string): Promise<void> {
  const { trx } = context;
  const freed = await trx
    .updateTable('credential')
    .set({ state: 'stock' })
    .where('id', '=', credential)
    .where('state', 'in', ['blocked', 'lost'])
    .executeTakeFirst();
  if (freed.numUpdatedRows === 0n) throw new VratarError('card_not_blocked');
  const last = await trx
    .selectFrom('credential_holding')
    .select(['id', 'continues', 'person', 'kind', 'valid_until', 'uses'])
    .where('credential', '=', credential)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  if (last.valid_until !== null && last.valid_until <= context.now) throw new VratarError('period_past');
  const until = last.valid_until === null ? {} : { until: last.valid_until };
  const uses = last.uses === null ? {} : { uses: last.uses };
  const same = { credential, person: last.person, kind: last.kind, continues: last.continues ?? last.id };
  await issueCredentials(context, [{ ...same, ...until, ...uses }]);
  await audit(trx, {
    action: 'card_issued',
    subject: `credential:${credential}`,
    detail: { unblocked: true },
  });
}
