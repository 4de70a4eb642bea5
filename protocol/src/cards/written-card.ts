import { type CardForm, type CardNumber, type CardResult, FORM_DIGITS, problem } from './card-number.ts';
import { cardOfUid } from './uid.ts';
import { wiegandCard } from './wiegand.ts';

/**
 * The card of a number as people write it: `123,45678` (facility and card as printed on 26-bit cards), a UID in
 * hexadecimal with or without spaces, colons or dashes, or the normalised form itself.
 */
export function parseCard(text: string): CardResult {
  const trimmed = text.trim();
  const printed = /^(\d{1,3})\s*[,/]\s*(\d{1,5})$/.exec(trimmed);
  if (printed !== null) return printedCard(Number(printed[1]), Number(printed[2]));
  const normalised = /^(\w+):([0-9a-f]+)$/i.exec(trimmed);
  if (normalised !== null && Object.hasOwn(FORM_DIGITS, normalised[1]!.toLowerCase())) {
    return normalisedCard(normalised[1]!.toLowerCase() as CardForm, normalised[2]!.toLowerCase());
  }
  const digits = trimmed.replaceAll(/[\s:-]/g, '');
  if (!/^([0-9a-f]{2})+$/i.test(digits)) return problem('not_a_card_number');
  const result = cardOfUid(new Uint8Array(Buffer.from(digits, 'hex')));
  return !result.ok && result.reason === 'unknown_length' ? problem('not_a_card_number') : result;
}

/** `123,45678` for 26 bits, which is what is printed on them; the hexadecimal number for the others. */
export function writeCard(card: CardNumber): string {
  const [form, digits] = card.split(':') as [CardForm, string];
  if (form !== 'w26') return digits.toUpperCase();
  const value = Number.parseInt(digits, 16);
  return `${value >> 16},${String(value & 0xffff).padStart(5, '0')}`;
}

function printedCard(facility: number, number: number): CardResult {
  if (facility > 0xff || number > 0xffff) return problem('not_a_card_number');
  if (facility === 0 && number === 0) return problem('blank');
  return { ok: true, form: 'w26', card: wiegandCard('w26', BigInt(facility * 65536 + number)) };
}

function normalisedCard(form: CardForm, digits: string): CardResult {
  if (digits.length !== FORM_DIGITS[form]) return problem('not_a_card_number');
  if (form.startsWith('uid')) return cardOfUid(new Uint8Array(Buffer.from(digits, 'hex')));
  const number = BigInt(`0x${digits}`);
  if (number === 0n) return problem('blank');
  if (form === 'w37' && number >= 1n << 35n) return problem('not_a_card_number');
  return { ok: true, form, card: wiegandCard(form, number) };
}
