import { type Field, outOfRange } from '../layout/field.ts';

/** Longest card of the standard (PDCAP function 3). */
export const MOST_CARD_BITS = 1024;

export interface RawCard {
  readonly reader: number;
  /** 0: unspecified, 1: parity, data, parity (Wiegand); others are private. */
  readonly format: number;
  readonly bits: number;
  /** ⌈bits/8⌉ bytes, first bit of the card in the top bit of the first byte. */
  readonly data: Uint8Array;
}

/** Data of RAW. Bytes beyond the announced bits, which some readers send, are dropped. */
export const rawCard: Field<RawCard> = {
  read(reader, path) {
    const header = { reader: reader.uint(1, `${path}reader`), format: reader.uint(1, `${path}format`) };
    const bits = reader.uint(2, `${path}bits`);
    if (bits > MOST_CARD_BITS) {
      reader.fail('range', `${path}bits`, `0 to ${MOST_CARD_BITS}`, 2);
      return { ...header, bits, data: new Uint8Array(0) };
    }
    return { ...header, bits, data: reader.take(Math.ceil(bits / 8), `${path}data`) };
  },
  write(writer, { reader, format, bits, data }, path) {
    if (!Number.isInteger(bits) || bits < 0 || bits > MOST_CARD_BITS) {
      throw outOfRange(`${path}bits`, bits, `0 to ${MOST_CARD_BITS}`);
    }
    const size = Math.ceil(bits / 8);
    if (data.length !== size) throw outOfRange(`${path}data`, `${data.length} bytes`, `${size} bytes`);
    writer.uint(1, byte(reader, `${path}reader`));
    writer.uint(1, byte(format, `${path}format`));
    writer.uint(2, bits);
    writer.bytes(data);
  },
};

function byte(value: number, path: string): number {
  if (!Number.isInteger(value) || value < 0 || value > 255) throw outOfRange(path, value, '0 to 255');
  return value;
}
