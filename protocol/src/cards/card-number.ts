/** How the number came about; cards of different forms never compare equal. */
export const CARD_FORMS = ['w26', 'w34', 'w37', 'uid4', 'uid7', 'uid10'] as const;
export type CardForm = (typeof CARD_FORMS)[number];

/** Hexadecimal digits of the number in each form: 24, 32 and 35 bits of data, 4, 7 and 10 bytes of UID. */
export const FORM_DIGITS: Readonly<Record<CardForm, number>> = {
  w26: 6,
  w34: 8,
  w37: 9,
  uid4: 8,
  uid7: 14,
  uid10: 20,
};

/**
 * A card's number in the one form in which it is compared, hashed and stored: the form, a colon, and the number in
 * lower-case hexadecimal with all its leading zeroes; `w26:7bb26e`, `uid7:04a1b2c3d4e5f6`. A UID stands in the order in
 * which the card sends it (ISO 14443, uid0 first), whatever the reader made of it.
 */
export type CardNumber = string & { readonly __card: unique symbol };

/** Why a read is no card number. Stable; each has its own refusal. */
export type CardProblem =
  /** A number of bits that no known form has. */
  | 'unknown_length'
  /** A parity bit of a Wiegand number is wrong: read again. */
  | 'parity'
  /** A phone, or a card set to privacy: it invents another UID at each tap, so it can be nobody's card. */
  | 'random_uid'
  /** The first byte is the cascade tag of a longer UID: the reader cut it, and two cards would look the same. */
  | 'cut_uid'
  /** All bits equal: an empty card, or a reader without one. */
  | 'blank'
  /** A written number that is in no known notation. */
  | 'not_a_card_number';

export type CardResult =
  | { readonly ok: true; readonly card: CardNumber; readonly form: CardForm }
  | { readonly ok: false; readonly reason: CardProblem };

export function problem(reason: CardProblem): CardResult {
  return { ok: false, reason };
}

/**
 * True where numbers are so few (2²⁴) that someone with a stolen gateway *and* its site key tries them all in seconds,
 * and where makers sell the same number twice. Such a card identifies; it proves nothing.
 */
export function isLowAssurance(form: CardForm): boolean {
  return form === 'w26';
}
