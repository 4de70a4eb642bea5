/**
 * Card numbers and the tokens that stand for them. `readCard` turns what a reader sent, and `parseCard` what a person
 * wrote, into one normalised `CardNumber`; `cardToken` turns that into what gateways, events and logs may hold.
 *
 * How much a number is worth: UIDs of 7 and 10 bytes are unique by their maker; 4-byte UIDs are used twice and can be
 * written to blank cards; 26-bit numbers are 16 million in all and can be guessed (`isLowAssurance`). None of them is
 * a secret: whoever holds a card near a reader copies it. The gate's answer to that is the guard's eye, not the number.
 */
export {
  CARD_FORMS,
  type CardForm,
  type CardNumber,
  type CardProblem,
  type CardResult,
  isLowAssurance,
} from './card-number.ts';
export { type CardRead, type CardSettings, DEFAULT_CARD_SETTINGS, readCard } from './read-card.ts';
export { CardKeyId, type CardToken, cardKeyId, cardToken, siteKeyOf } from './token.ts';
export { cardOfUid } from './uid.ts';
export { encodeWiegand } from './wiegand.ts';
export { parseCard, writeCard } from './written-card.ts';
