import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { audit } from '../../audit/index.ts';
import { refusesProcessing } from '../../consent/latest-consent.ts';
import { settleRefusals } from '../../consent/settle-refusals.ts';
import type { CardContext } from '../context.ts';
import { endHoldings } from '../end.ts';
import { issueCredentials } from '../issue.ts';
import { enterJournal } from '../journal.ts';
import { givePassOnlyCard, type Signature } from './give-card.ts';

export interface Replacement {
  readonly old: string;
  /** From the stock. */
  readonly next: string;
  readonly reason: 'lost' | 'damaged' | 'defect';
  /** For cards without a name, which are signed for. */
  readonly signature?: Signature;
}

/**
 * Gives another card for one that was lost or does not work: the old one stops and the new one begins in one step,
 * for the same person, with the same account number. Where a family has refused and the refusal waits for this card, a
 * signature makes the other one a card without a name (D9); without a signature the refusal goes on waiting, for nobody
 * stands before a closed gate meanwhile (D10).
 * @returns whether the school may ask to be paid: the maker's defect is not the pupil's fault
 * @throws VratarError `card_unknown_here`, `card_needs_signature`, `card_not_in_stock`, `period_past`
 */
export async function replaceCard(
  context: CardContext,
  replacement: Replacement,
): Promise<{ chargeable: boolean }> {
  const { trx } = context;
  const { old, next, reason, signature } = replacement;
  const last = await trx
    .selectFrom('credential_holding')
    .select(['person', 'kind', 'ended_at', 'valid_until', 'uses'])
    .where('credential', '=', old)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) throw new VratarError('card_unknown_here');
  if (last.kind === 'pass_only' && signature === undefined) throw new VratarError('card_needs_signature');
  // One that was blocked as lost yesterday is replaced today.
  if (last.ended_at === null) await endHoldings(context, [old], reason);
  if (signature !== undefined && last.kind === 'pupil' && (await refuses(context, last.person))) {
    await settleRefusals(context, [old]);
    await audit(trx, { action: 'card_replaced', subject: `credential:${old}`, detail: { reason } });
    await givePassOnlyCard(context, next, signature);
    return { chargeable: reason !== 'defect' };
  }
  const until = last.valid_until === null ? {} : { until: last.valid_until };
  const uses = last.uses === null ? {} : { uses: last.uses };
  if (last.valid_until !== null && last.valid_until <= context.now) throw new VratarError('period_past');
  await issueCredentials(context, [
    { credential: next, person: last.person, kind: last.kind, ...until, ...uses },
  ]);
  if (signature !== undefined)
    await enterJournal(context, [{ credential: next, action: 'replaced', ...signature }]);
  const detail = { next, reason, person: last.person };
  await audit(trx, { action: 'card_replaced', subject: `credential:${old}`, detail });
  return { chargeable: reason !== 'defect' };
}

async function refuses({ trx }: CardContext, person: string | null): Promise<boolean> {
  const { rows } = await sql`select from person p where p.id = ${person} and ${refusesProcessing}`.execute(
    trx,
  );
  return rows.length > 0;
}
