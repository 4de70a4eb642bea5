import { CHAIN_START, chainHash } from '@vratar/protocol/digests';
import type { Database } from '../store/open-database.ts';

export interface StoredEvent {
  readonly seq: number;
  readonly line: string;
  readonly hash: Buffer;
}

/** What is wrong with a journal, and at which event. */
export interface Flaw {
  readonly seq: number;
  readonly why: 'gap' | 'hash' | 'line' | 'unreadable';
  readonly detail: string;
}

/** Where a verification stands: the next event must have `seq + 1` and chain on `hash` (undefined: take it as it is). */
export interface Link {
  readonly seq: number;
  readonly hash: string | undefined;
}

export const chainBeginning: Link = { seq: 0, hash: CHAIN_START };

/** Checks that `event` follows `before`: number, text and chain value. */
export function checkEvent(before: Link, event: StoredEvent): Flaw | undefined {
  const { seq, line } = event;
  if (seq !== before.seq + 1) return { seq, why: 'gap', detail: `follows ${before.seq}` };
  if (seqOf(line) !== seq) return { seq, why: 'line', detail: 'the text does not carry its number' };
  const hash = event.hash.toString('hex');
  if (before.hash !== undefined && chainHash(before.hash, line) !== hash)
    return { seq, why: 'hash', detail: `the chain value is not ${hash.slice(0, 12)}…` };
  return undefined;
}

function seqOf(line: string): number | undefined {
  try {
    return (JSON.parse(line) as { seq?: number }).seq;
  } catch {
    return undefined;
  }
}

/**
 * Verifies at most `limit` events after `from`.
 * @returns how far the chain holds, and the first flaw
 * @throws SqliteError when pages cannot be read
 */
export function verifySome(
  db: Database,
  from: Link,
  limit: number,
): { reached: Link; flaw?: Flaw; done: boolean } {
  const rows = db
    .prepare<[number, number], StoredEvent>(
      'SELECT seq, line, hash FROM events WHERE seq > ? ORDER BY seq LIMIT ?',
    )
    .all(from.seq, limit);
  let reached = from;
  for (const row of rows) {
    const flaw = checkEvent(reached, row);
    if (flaw !== undefined) return { reached, flaw, done: true };
    reached = { seq: row.seq, hash: row.hash.toString('hex') };
  }
  return { reached, done: rows.length < limit };
}
