import { chainHash } from '@vratar/protocol/digests';
import type { Position } from '../socket/position.ts';
import type { Database } from '../store/open-database.ts';
import type { Run } from './salvage.ts';
import type { StoredEvent } from './verify.ts';
import type { Base } from './write-journal.ts';

/** Events that are read at a time. Few: a page that is not ours takes the place of one that is remembered. */
const STEP = 20;

/**
 * What an open connection still has of its journal after somebody else has written into its files: its memory of pages,
 * the write-ahead log, and whatever in the file is as it was. Read from the newest event back, up to the first that the
 * chain does not prove to be ours: pages that are not ours push out remembered ones.
 *
 * @returns the events, oldest first, and the chain value before them, which is known even where there are none
 */
export function ownRun(db: Database, { first, last, base, head }: Position): Base {
  const read = db.prepare<[number, number], StoredEvent>(
    'SELECT seq, line, hash FROM events WHERE seq BETWEEN ? AND ? ORDER BY seq DESC',
  );
  const kept: StoredEvent[] = [];
  let before = { seq: last, hash: head };
  const chains = (hash: string): boolean =>
    unproven === undefined ? hash === head : chainHash(hash, unproven.line) === before.hash;
  let unproven: StoredEvent | undefined;
  for (const event of backwards((from, to) => read.all(from, to), first, last)) {
    const hash = event.hash.toString('hex');
    if (event.seq !== last - kept.length - (unproven === undefined ? 0 : 1) || !chains(hash)) break;
    // A value covers the text and the value before it: an event is proven when its predecessor has been read.
    if (unproven !== undefined) kept.push(unproven);
    unproven = event;
    before = { seq: event.seq, hash };
  }
  if (unproven?.seq === first && chains(base)) {
    kept.push(unproven);
    before = { seq: first - 1, hash: base };
  }
  return { pruned: before.seq, prunedHash: before.hash, kept: kept.reverse() as Run };
}

function* backwards(
  read: (from: number, to: number) => StoredEvent[],
  first: number,
  last: number,
): Generator<StoredEvent> {
  for (let to = last; to >= first; to -= STEP) {
    const from = Math.max(first, to - STEP + 1);
    try {
      yield* read(from, to);
    } catch {
      yield* oneByOne(read, from, to);
      return;
    }
  }
}

/** The newer ones of a range in which a page cannot be read. */
function* oneByOne(
  read: (from: number, to: number) => StoredEvent[],
  from: number,
  to: number,
): Generator<StoredEvent> {
  try {
    for (let seq = to; seq >= from; seq--) yield* read(seq, seq);
  } catch {
    // The rest is not ours any more.
  }
}
