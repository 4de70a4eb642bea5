import { damage } from '../journal/after-stop.ts';

/** What a failed write means, and so what is done about it. */
export type Trouble =
  /** The content is bad: put aside, start again from what is whole. */
  | { readonly kind: 'damaged'; readonly why: string }
  /** No space: sacrifice in the written order. */
  | { readonly kind: 'full'; readonly why: string }
  /** Nothing can be written: keep events in memory, open again later. */
  | { readonly kind: 'readonly' | 'failing'; readonly why: string };

export function classify(error: unknown): Trouble {
  const why = damage(error);
  if (why !== undefined) return { kind: 'damaged', why };
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  const text = `${code}: ${message}`;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'full', why: text };
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') return { kind: 'readonly', why: text };
  return { kind: 'failing', why: text };
}
