import { type Field, outOfRange } from './field.ts';

/** One byte with named values; any other byte is out of range. */
export function choice<const T extends Record<string, number>>(names: T): Field<Extract<keyof T, string>> {
  return named<Extract<keyof T, string>>(names, undefined);
}

/**
 * One byte with named values; any other byte reads as `other`. For what a PD reports about the world, where dropping
 * the whole report because of one value that nobody foresaw would hide the rest.
 */
export function report<const T extends Record<string, number>>(
  names: T,
  other: Extract<keyof T, string>,
): Field<Extract<keyof T, string>> {
  return named<Extract<keyof T, string>>(names, other);
}

/** One byte; writes 0 or 1, reads every other value as true. */
export const flag: Field<boolean> = {
  read: (reader, path) => reader.uint(1, path) !== 0,
  write: (writer, value) => writer.uint(1, value ? 1 : 0),
};

function named<K extends string>(names: Readonly<Record<string, number>>, other: K | undefined): Field<K> {
  const byCode = new Map(Object.entries(names).map(([name, code]) => [code, name as K]));
  const expected = Object.entries(names)
    .map(([name, code]) => `${code} (${name})`)
    .join(', ');
  const first = Object.keys(names)[0] as K;
  return {
    read(reader, path) {
      const name = byCode.get(reader.uint(1, path)) ?? other;
      if (name === undefined) reader.fail('range', path, expected, 1);
      return name ?? first;
    },
    write(writer, value, path) {
      const code = Object.hasOwn(names, value) ? names[value] : undefined;
      if (code === undefined) throw outOfRange(path, String(value), expected);
      writer.uint(1, code);
    },
  };
}
