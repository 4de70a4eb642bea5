import { type Field, outOfRange } from './field.ts';

export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** One byte. */
export function u8(range: Range = {}): Field<number> {
  return unsigned(1, range);
}

/** Two bytes, low byte first. */
export function u16(range: Range = {}): Field<number> {
  return unsigned(2, range);
}

/** Four bytes, low byte first. */
export function u32(range: Range = {}): Field<number> {
  return unsigned(4, range);
}

function unsigned(size: 1 | 2 | 4, { min = 0, max = 256 ** size - 1 }: Range): Field<number> {
  const expected = min === max ? String(min) : `${min} to ${max}`;
  return {
    read(reader, path) {
      const value = reader.uint(size, path);
      if (value < min || value > max) reader.fail('range', path, expected, size);
      return value;
    },
    write(writer, value, path) {
      if (!Number.isInteger(value) || value < min || value > max) throw outOfRange(path, value, expected);
      writer.uint(size, value);
    },
  };
}
