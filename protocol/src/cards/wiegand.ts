import { type CardForm, type CardNumber, FORM_DIGITS } from './card-number.ts';

/** Where the parities of a Wiegand format lie: the first bit makes `even` even, the last bit makes `odd` odd. */
interface WiegandFormat {
  readonly form: CardForm;
  /** Number of bits from the start, the even parity bit included. */
  readonly even: number;
  /** Number of bits up to the end, the odd parity bit included. */
  readonly odd: number;
}

/** 26 bits (H10301), 34 bits (H10306), 37 bits (H10302 and H10304, whose parities share the middle bit). */
export const WIEGAND_FORMATS: Readonly<Record<number, WiegandFormat>> = {
  26: { form: 'w26', even: 13, odd: 13 },
  34: { form: 'w34', even: 17, odd: 17 },
  37: { form: 'w37', even: 19, odd: 19 },
};

/** Bits of a read as a number, first bit highest. */
export function bitsOf(data: Uint8Array, count: number): bigint {
  let value = 0n;
  for (const byte of data) value = (value << 8n) | BigInt(byte);
  return value >> BigInt(data.length * 8 - count);
}

/** Whether both parity bits agree with the data. */
export function parityHolds(value: bigint, bits: number): boolean {
  const { even, odd } = WIEGAND_FORMATS[bits]!;
  return ones(value >> BigInt(bits - even)) % 2 === 0 && ones(value & ((1n << BigInt(odd)) - 1n)) % 2 === 1;
}

/** The data between the parity bits. */
export function dataOf(value: bigint, bits: number): bigint {
  return (value >> 1n) & ((1n << BigInt(bits - 2)) - 1n);
}

/** The bits of a number with its parities, as a reader sends them: ⌈bits/8⌉ bytes, first bit highest. */
export function encodeWiegand(data: bigint, bits: 26 | 34 | 37): Uint8Array {
  const { even, odd } = WIEGAND_FORMATS[bits]!;
  let value = data << 1n;
  if (ones(value >> BigInt(bits - even)) % 2 === 1) value |= 1n << BigInt(bits - 1);
  if (ones(value & ((1n << BigInt(odd)) - 1n)) % 2 === 0) value |= 1n;
  const size = Math.ceil(bits / 8);
  const text = (value << BigInt(size * 8 - bits)).toString(16).padStart(size * 2, '0');
  return new Uint8Array(Buffer.from(text, 'hex'));
}

export function wiegandCard(form: CardForm, data: bigint): CardNumber {
  return `${form}:${data.toString(16).padStart(FORM_DIGITS[form], '0')}` as CardNumber;
}

function ones(value: bigint): number {
  let count = 0;
  for (let rest = value; rest > 0n; rest &= rest - 1n) count += 1;
  return count;
}
