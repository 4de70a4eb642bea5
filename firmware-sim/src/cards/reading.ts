import { encodeWiegand, parseCard } from '@vratar/protocol/cards';
import { VratarError } from '@vratar/protocol/errors';
import type { Random } from '../random/index.ts';

/** How a reader passes on the UID that a card gave it. Cards with a Wiegand number of their own ignore it. */
export interface ReaderFormat {
  /**
   * - `raw`: all bytes of the UID
   * - `wiegand34`, `wiegand26`: the first four or the last three bytes with parity, as cheap readers do
   */
  readonly uidAs: 'raw' | 'wiegand34' | 'wiegand26';
  readonly uidOrder: 'uid0_first' | 'uid0_last';
}

export const rawReader: ReaderFormat = { uidAs: 'raw', uidOrder: 'uid0_first' };

/** What a reader makes of one presentation; see `RAW` of OSDP. */
export interface Reading {
  readonly format: number;
  readonly bits: number;
  readonly data: Uint8Array;
}

const RAW_FORMAT = 0;
const PARITY_FORMAT = 1;
/** First byte of the UID that a phone invents at each tap (ISO/IEC 14443-3). */
const RANDOM_UID = 0x08;

/**
 * What a reader of this format sends when this card is held to it.
 * @param card a UID in hexadecimal, `123,45678`, `w26:…`, `w34:…`, `w37:…`, or `phone` for a random UID
 * @throws VratarError `sim_unknown_card`
 */
export function readingOf(card: string, reader: ReaderFormat, random: Random): Reading {
  if (card === 'phone') return uidReading(Uint8Array.of(RANDOM_UID, ...random.bytes(3)), reader);
  const parsed = parseCard(card);
  if (!parsed.ok) throw new VratarError('sim_unknown_card', { card });
  const digits = parsed.card.split(':')[1]!;
  switch (parsed.form) {
    case 'w26':
      return wiegand(BigInt(`0x${digits}`), 26);
    case 'w34':
      return wiegand(BigInt(`0x${digits}`), 34);
    case 'w37':
      return wiegand(BigInt(`0x${digits}`), 37);
    default:
      return uidReading(Uint8Array.from(Buffer.from(digits, 'hex')), reader);
  }
}

function uidReading(uid: Uint8Array, { uidAs, uidOrder }: ReaderFormat): Reading {
  const sent = uidOrder === 'uid0_first' ? uid : uid.toReversed();
  if (uidAs === 'wiegand34') return wiegand(numberOf(sent.subarray(0, 4)), 34);
  if (uidAs === 'wiegand26') return wiegand(numberOf(sent.subarray(-3)), 26);
  return { format: RAW_FORMAT, bits: sent.length * 8, data: sent };
}

function wiegand(number: bigint, bits: 26 | 34 | 37): Reading {
  return { format: PARITY_FORMAT, bits, data: encodeWiegand(number, bits) };
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}
