/** CRC-16 of OSDP: polynomial 0x1021, not reflected, initial value 0x1D0F, sent low byte first. */

const POLYNOMIAL = 0x1021;
export const CRC_INITIAL = 0x1d0f;

const TABLE = new Uint16Array(256);
for (let byte = 0; byte < 256; byte += 1) TABLE[byte] = timesXToThe8(byte << 8);

/** The register after one more byte. */
export function crcStep(register: number, byte: number): number {
  return ((register << 8) & 0xffff) ^ TABLE[((register >> 8) ^ byte) & 0xff]!;
}

/** CRC of `bytes[start, end)`. */
export function crc16(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let register = CRC_INITIAL;
  for (let i = start; i < end; i += 1) register = crcStep(register, bytes[i]!);
  return register;
}

/** `x^(8·n) mod POLYNOMIAL` for n up to `most`: what `n` further zero bytes multiply a register by. */
export function crcShiftTable(most: number): Uint16Array {
  const table = new Uint16Array(most + 1);
  table[0] = 1;
  for (let n = 1; n <= most; n += 1) table[n] = timesXToThe8(table[n - 1]!);
  return table;
}

/** Product of two polynomials of degree below 16, modulo POLYNOMIAL. */
export function crcMultiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 15; bit >= 0; bit -= 1) {
    product = timesX(product);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

function timesX(value: number): number {
  return value & 0x8000 ? ((value << 1) ^ POLYNOMIAL) & 0xffff : value << 1;
}

function timesXToThe8(value: number): number {
  let product = value;
  for (let bit = 0; bit < 8; bit += 1) product = timesX(product);
  return product;
}
