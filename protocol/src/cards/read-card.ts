import { type CardResult, problem } from './card-number.ts';
import { cardOfUid } from './uid.ts';
import { bitsOf, dataOf, parityHolds, WIEGAND_FORMATS, wiegandCard } from './wiegand.ts';

/** What a reader sends, and what only its configuration tells. */
export interface CardSettings {
  /** `check` refuses a Wiegand number with a wrong parity; `ignore` is for readers that send none. */
  readonly parity: 'check' | 'ignore';
  /** Order in which the reader sends a UID: as the card does (uid0 first), or the other way round. */
  readonly uidOrder: 'uid0_first' | 'uid0_last';
  /** What 34 bits carry: a number of their own (facility and card), or a UID of 4 bytes, as MIFARE readers do. */
  readonly wiegand34: 'number' | 'uid';
}

export const DEFAULT_CARD_SETTINGS: CardSettings = {
  parity: 'check',
  uidOrder: 'uid0_first',
  wiegand34: 'number',
};

/** What came from the reader; `data` has ⌈bits/8⌉ bytes, first bit highest (as in OSDP's RAW). */
export interface CardRead {
  readonly bits: number;
  readonly data: Uint8Array;
}

/** The card's number in its one normalised form, or why there is none. */
export function readCard(read: CardRead, settings: CardSettings = DEFAULT_CARD_SETTINGS): CardResult {
  const { bits, data } = read;
  if (data.length !== Math.ceil(bits / 8)) return problem('unknown_length');
  const format = WIEGAND_FORMATS[bits];
  if (format === undefined) return bits % 8 === 0 ? uidCard(data, settings) : problem('unknown_length');

  const value = bitsOf(data, bits);
  if (value === 0n || value === (1n << BigInt(bits)) - 1n) return problem('blank');
  if (settings.parity === 'check' && !parityHolds(value, bits)) return problem('parity');
  const number = dataOf(value, bits);
  if (number === 0n) return problem('blank');
  if (bits === 34 && settings.wiegand34 === 'uid') {
    return uidCard(new Uint8Array(Buffer.from(number.toString(16).padStart(8, '0'), 'hex')), settings);
  }
  return { ok: true, form: format.form, card: wiegandCard(format.form, number) };
}

function uidCard(sent: Uint8Array, settings: CardSettings): CardResult {
  return cardOfUid(settings.uidOrder === 'uid0_first' ? sent : Uint8Array.from(sent).reverse());
}
