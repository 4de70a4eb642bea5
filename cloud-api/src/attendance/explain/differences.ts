import { isDeepStrictEqual } from 'node:util';
import type { Explanation } from './explanation.ts';

/** Where an explanation is not what the case expects: one line for each field, both values shown. */
export function differences(found: Explanation, expected: unknown): string[] {
  if (expected === null || typeof expected !== 'object') return [`${found.id} expected: the case has none`];
  const { id, ...fields } = found;
  const wanted = expected as Record<string, unknown>;
  const names = new Set([...Object.keys(fields), ...Object.keys(wanted)]);
  return [...names].flatMap((name) =>
    compare(`${id} ${name}`, (fields as Record<string, unknown>)[name], wanted[name]),
  );
}

function compare(place: string, found: unknown, expected: unknown): string[] {
  if (isDeepStrictEqual(found, expected)) return [];
  if (Array.isArray(found) && Array.isArray(expected) && found.length === expected.length) {
    return found.flatMap((item, index) => compare(`${place}[${index}]`, item, expected[index]));
  }
  return [`${place}: expected ${text(expected)}, found ${text(found)}`];
}

const text = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
