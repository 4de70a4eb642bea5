import type { Static, TSchema } from 'typebox';
import type { TLocalizedValidationError } from 'typebox/error';
import { Value } from 'typebox/value';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { type Place, VratarError } from '../errors/index.ts';
import { expectation } from './expectation.ts';

/**
 * Reads a YAML configuration: syntax, defaults of the schema, then the schema itself.
 *
 * @param text contents of the file
 * @param file name for error messages
 * @returns the value with defaults filled in
 * @throws VratarError `config_syntax` or `config_invalid` for the first mistake in the file; `details` holds all of
 *   them, each with file, line and field
 */
export function parseConfig<T extends TSchema>(text: string, file: string, schema: T): Static<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const syntax = document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return new VratarError(
      'config_syntax',
      { why: error.message.split(/ at line|\n/)[0] ?? '' },
      { file, line, column: col },
    );
  });
  throwFirst(syntax);
  const value = Value.Default(schema, document.toJS() ?? {});
  throwFirst(problems(value, schema).map((error) => toError(error, value, document, lines, file)));
  return value as Static<T>;
}

/**
 * Where a field of a configuration stands, for what only a comparison of fields can find wrong.
 * @param path keys and indexes from the root
 */
export function placeInConfig(text: string, file: string, path: readonly (string | number)[]): Place {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const position = nearestPosition(document, path.map(String));
  return {
    file,
    ...(position === undefined ? {} : linePlace(lines, position)),
    field: `/${path.join('/')}`,
  };
}

/** One mistake a field: a union reports each of its members, which would bury the reader. */
function problems(value: unknown, schema: TSchema): TLocalizedValidationError[] {
  const errors = Value.Errors(schema, value).filter((error) => error.keyword !== 'boolean');
  const byField = Map.groupBy(errors, (error) => error.instancePath);
  return [...byField.values()].map(mergeAlternatives);
}

function mergeAlternatives(errors: TLocalizedValidationError[]): TLocalizedValidationError {
  const allowed = errors.filter((error) => error.keyword === 'const');
  const first = errors[0]!;
  if (allowed.length < 2) return first;
  const values = allowed.map((error) => (error.params as { allowedValue: unknown }).allowedValue);
  return { ...first, keyword: 'enum', params: { allowedValues: values } } as TLocalizedValidationError;
}

function toError(
  error: TLocalizedValidationError,
  value: unknown,
  document: Document,
  lines: LineCounter,
  file: string,
): VratarError {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const extra = (error.params as { additionalProperties?: string[] }).additionalProperties?.[0];
  const position = nearestPosition(document, extra === undefined ? path : [...path, extra]);
  const place = position === undefined ? {} : linePlace(lines, position);
  return new VratarError(
    'config_invalid',
    { expected: expectation(error), found: describe(valueAt(value, path), error.keyword) },
    { file, ...place, field: `/${path.join('/')}` },
  );
}

function linePlace(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** Offset of the node at `path`, or of its nearest ancestor that is in the file (a missing field has no node). */
function nearestPosition(document: Document, path: readonly string[]): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
}

function describe(value: unknown, keyword: string): string {
  if (keyword === 'required') return 'nothing';
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

const unescapePointer = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

function throwFirst(errors: readonly VratarError[]): void {
  const sorted = [...errors].sort((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0));
  const first = sorted[0];
  if (first !== undefined) throw new VratarError(first.code, first.params, first.place, { details: sorted });
}
