import { accessSync, constants } from 'node:fs';
import { damage } from '../journal/after-stop.ts';

/** What a failed write means, and so what is done about it. */
export type Trouble =
  /** The content is bad: put aside, start again from what is whole. */
  | { readonly kind: 'damaged'; readonly why: string }
  /** No space: sacrifice in the written order. */
  | { readonly kind: 'full'; readonly why: string }
  /** Nothing can be written: keep events in memory, open again later. */
  | { readonly kind: 'readonly' | 'failing'; readonly why: string };

/** @param folder of the file: SQLite says of a read-only one only that it cannot open */
export function classify(error: unknown, folder: string): Trouble {
  const why = damage(error);
  if (why !== undefined) return { kind: 'damaged', why };
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  const text = `${code}: ${message}`;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'full', why: text };
  const isReadonly = code.startsWith('SQLITE_READONLY') || code === 'EROFS';
  if (isReadonly || (code === 'SQLITE_CANTOPEN' && cannotBeWritten(folder)))
    return { kind: 'readonly', why: text };
  return { kind: 'failing', why: text };
}

function cannotBeWritten(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EROFS';
  }
}
