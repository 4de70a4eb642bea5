import type { CardNumber, CardProblem, CardResult } from '@vratar/protocol/cards';
import { audit } from '../../audit/index.ts';
import type { CardContext } from '../context.ts';
import { registerCredentials } from '../register.ts';
import type { CredentialType } from '../tables.ts';
import { checkCard } from './check-card.ts';

/** One card that was laid on the desk reader. */
export interface BatchCard {
  readonly read: CardResult;
  readonly type: CredentialType;
  readonly label?: string;
}

export type BatchOutcome =
  | { readonly outcome: 'added'; readonly credential: string }
  /** The second time in this batch, or in the stock since before: laying a card down twice does no harm. */
  | { readonly outcome: 'known_here' | 'known_elsewhere' | 'twice' }
  | { readonly outcome: 'refused'; readonly problem: CardProblem };

/**
 * Takes a pile of cards into the stock, one answer for each, in order. A card that cannot be used does not stop the
 * others: phones invent a number at each tap and are refused.
 */
export async function enrolBatch(
  context: CardContext,
  batch: readonly BatchCard[],
): Promise<readonly BatchOutcome[]> {
  const seen = new Set<CardNumber>();
  const outcomes: BatchOutcome[] = [];
  for (const { read, type, label } of batch) {
    outcomes.push(await enrolOne(context, seen, read, type, label));
  }
  const added = outcomes.filter((one) => one.outcome === 'added').length;
  if (added > 0) await audit(context.trx, { action: 'card_issued', subject: 'stock', detail: { added } });
  return outcomes;
}

async function enrolOne(
  context: CardContext,
  seen: Set<CardNumber>,
  read: CardResult,
  type: CredentialType,
  label: string | undefined,
): Promise<BatchOutcome> {
  if (!read.ok) return { outcome: 'refused', problem: read.reason };
  if (seen.has(read.card)) return { outcome: 'twice' };
  seen.add(read.card);
  const known = await checkCard(context, read.card);
  if (known.where !== 'unknown')
    return { outcome: known.where === 'here' ? 'known_here' : 'known_elsewhere' };
  const [credential] = await registerCredentials(context, [
    { card: read.card, type, ...(label && { label }) },
  ]);
  return { outcome: 'added', credential: credential! };
}
