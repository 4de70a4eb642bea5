import { type Field, outOfRange, type ValueOf } from './field.ts';

// biome-ignore lint/suspicious/noExplicitAny: a record of fields of different types; `StructOf` recovers each of them.
type Fields = Readonly<Record<string, Field<any>>>;

export type StructOf<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> };

/** Fields one after the other, in the order of the keys. */
export function struct<F extends Fields>(fields: F): Field<StructOf<F>> {
  const entries = Object.entries(fields);
  return {
    read(reader, path) {
      const value: Record<string, unknown> = {};
      for (const [name, field] of entries) value[name] = field.read(reader, join(path, name));
      return value as StructOf<F>;
    },
    write(writer, value, path) {
      for (const [name, field] of entries) field.write(writer, value[name], join(path, name));
    },
  };
}

/** The same field again and again until the data ends; at least `min` times. */
export function list<T>(field: Field<T>, min = 0): Field<readonly T[]> {
  return {
    read(reader, path) {
      const values: T[] = [];
      while (reader.left > 0 && reader.problem === undefined) {
        values.push(field.read(reader, `${path}[${values.length}]`));
      }
      if (values.length < min) reader.fail('short', path, `at least ${min}`);
      return values;
    },
    write(writer, values, path) {
      if (values.length < min) throw outOfRange(path, values.length, `at least ${min}`);
      values.forEach((value, i) => {
        field.write(writer, value, `${path}[${i}]`);
      });
    },
  };
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
