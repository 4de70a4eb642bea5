import fc from 'fast-check';

/** A JSON Schema, as far as the API's own go. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

/** Values that a schema allows; `ids` are taken for identifiers as often as invented ones. */
export function arbitraryOf(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const of = (inner: Schema) => arbitraryOf(inner, ids);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(of));
  if (schema.allOf !== undefined) {
    return fc.tuple(...schema.allOf.map(of)).map((parts) => Object.assign({}, ...(parts as object[])));
  }
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'string':
      return stringOf(schema, ids);
    case 'integer':
      return fc.integer({ ...bounds(schema), min: schema.minimum ?? -1_000_000 });
    case 'number':
      return fc.double({ ...bounds(schema), noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const size = {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 4),
      };
      const items = of(schema.items ?? {});
      return schema.uniqueItems
        ? fc.uniqueArray(items, { ...size, selector: (item) => JSON.stringify(item) })
        : fc.array(items, size);
    }
    case 'object':
      return objectOf(schema, of);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

const bounds = ({ minimum, maximum, exclusiveMinimum }: Schema) => ({
  min: minimum ?? (exclusiveMinimum === undefined ? -1e6 : exclusiveMinimum + 1),
  max: maximum ?? 1e9,
});

function objectOf(schema: Schema, of: (inner: Schema) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {});
  const { required = [], minProperties = 0 } = schema;
  const known = fc
    .record(Object.fromEntries(properties.map(([name, inner]) => [name, of(inner)])), {
      requiredKeys: [...required],
    })
    .filter((some) => Object.keys(some).length >= minProperties);
  const [pattern] = Object.entries(schema.patternProperties ?? {});
  const open = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  if (pattern === undefined && open === undefined) return known;
  const name = pattern === undefined ? fc.string({ maxLength: 8 }) : named(pattern[0]);
  const more = fc.dictionary(name, of(pattern?.[1] ?? open!), { maxKeys: 3 });
  return fc.tuple(known, more).map(([a, b]) => ({ ...b, ...(a as object) }));
}

/** `^.*$` stands for any name. */
const named = (pattern: string): fc.Arbitrary<string> =>
  pattern === '^.*$' ? fc.string({ maxLength: 8 }) : fc.stringMatching(new RegExp(pattern));

const UUID_START = '^[0-9a-f]{8}-';

function stringOf(schema: Schema, ids: readonly string[]): fc.Arbitrary<string> {
  const { format, pattern, minLength = 0, maxLength = 300 } = schema;
  const date = fc.date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true });
  if (format === 'date-time') return date.map((at) => at.toISOString());
  if (format === 'email') return fc.stringMatching(/^[a-z]{1,12}$/).map((name) => `${name}@school.example`);
  if (format === 'date') return date.map((at) => at.toISOString().slice(0, 10));
  if (pattern?.startsWith(UUID_START)) return fc.oneof(fc.constantFrom(...ids), fc.uuid());
  const length = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) };
  if (pattern !== undefined) {
    const matching = fc.stringMatching(new RegExp(pattern, 'u'));
    return matching.filter((text) => [...text].length >= minLength && [...text].length <= maxLength);
  }
  // U+0000 is refused whatever the schema; a test of its own says so.
  const any = fc.string({ ...length, unit: 'binary' }).map((text) => text.replaceAll('\0', '0'));
  return fc.oneof(fc.string(length), any);
}
