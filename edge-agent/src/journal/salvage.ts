import type { Database } from '../store/open-database.ts';
import { checkEvent, type StoredEvent } from './verify.ts';

/** An unbroken run of whole events from a damaged journal, in order. */
export type Run = readonly StoredEvent[];

/**
 * Reads what can be read of a damaged file between `low` and `high`: where a range fails, its halves are tried, so
 * that one bad page costs the events on it and no others.
 */
export function* readable(db: Database, low: number, high: number): Generator<StoredEvent> {
  for (let from = low; from <= high; from += STEP)
    yield* readRange(db, from, Math.min(high, from + STEP - 1));
}

const STEP = 512;

function* readRange(db: Database, low: number, high: number): Generator<StoredEvent> {
  try {
    yield* db
      .prepare<[number, number], StoredEvent>(
        'SELECT seq, line, hash FROM events WHERE seq BETWEEN ? AND ? ORDER BY seq',
      )
      .all(low, high);
  } catch {
    if (low === high) return;
    const middle = Math.floor((low + high) / 2);
    yield* readRange(db, low, middle);
    yield* readRange(db, middle + 1, high);
  }
}

/** Cuts events into runs in which each chains on the one before. The first of a run stands on its own stored hash. */
export function runs(events: Iterable<StoredEvent>): Run[] {
  const found: StoredEvent[][] = [];
  for (const event of events) {
    const before = found.at(-1)?.at(-1);
    const link = before && { seq: before.seq, hash: before.hash.toString('hex') };
    if (link !== undefined && checkEvent(link, event) === undefined) found.at(-1)!.push(event);
    else if (wellFormed(event)) found.push([event]);
  }
  return found;
}

const wellFormed = (event: StoredEvent): boolean =>
  checkEvent({ seq: event.seq - 1, hash: undefined }, event) === undefined && event.hash.length === 32;

/** The run to keep: the one with most events that the cloud does not hold; of equals, the newest. */
export function bestRun(candidates: readonly Run[], acked: number): Run | undefined {
  const fresh = (run: Run) => run.filter((event) => event.seq > acked).length;
  return [...candidates].sort((a, b) => fresh(b) - fresh(a) || b[0]!.seq - a[0]!.seq)[0];
}
