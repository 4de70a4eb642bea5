import type { TSchema } from 'typebox';

/** The JSON Schema (2020-12) of a configuration, for editors: point a YAML file's `$schema` comment at it. */
export function jsonSchemaText(schema: TSchema, title: string): string {
  const head = { $schema: 'https://json-schema.org/draft/2020-12/schema', title };
  return `${JSON.stringify({ ...head, ...schema }, null, 2)}\n`;
}
