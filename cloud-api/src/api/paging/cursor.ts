import { createHash } from 'node:crypto';
import { VratarError } from '@vratar/protocol/errors';

/** Where a page ended: the values of its last row's order columns, as PostgreSQL writes them. */
export type Position = readonly (string | null)[];

/**
 * @param list what the cursor belongs to: name of the list and its filters. With others it is refused: the pages of
 * two lists put together would be missing rows without a word.
 */
export const writeCursor = (list: unknown, position: Position): string =>
  Buffer.from(JSON.stringify([mark(list), ...position])).toString('base64url');

/** @throws VratarError `cursor_invalid` */
export function readCursor(list: unknown, cursor: string, columns: number): Position {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (cause) {
    throw new VratarError('cursor_invalid', {}, { field: 'querystring/cursor' }, { cause });
  }
  const whole =
    Array.isArray(parts) &&
    parts.length === columns + 1 &&
    parts[0] === mark(list) &&
    parts.slice(1).every((part) => typeof part === 'string' && !part.includes('\0'));
  if (!whole) throw new VratarError('cursor_invalid', {}, { field: 'querystring/cursor' });
  return (parts as string[]).slice(1);
}

const mark = (list: unknown): string =>
  createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 8);
