import { type CardNumber, parseCard } from '@vratar/protocol/cards';
import { VratarError } from '@vratar/protocol/errors';

/** The card that was typed or read at the desk. @throws VratarError `card_number_invalid` with the reason */
export function readUid(uid: string, field = 'body/uid'): CardNumber {
  const result = parseCard(uid);
  if (!result.ok) throw new VratarError('card_number_invalid', { reason: result.reason }, { field });
  return result.card;
}
