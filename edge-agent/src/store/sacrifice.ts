import type { OpenJournal } from '../journal/open-journal.ts';
import { quarantined, removeDatabase } from '../journal/quarantine.ts';
import type { Ballast } from './ballast.ts';

/** Acknowledged events given up at a time. */
const STEP = 1000;

/**
 * Makes room on a full disk. The order of sacrifice, each step only when the one before did not help:
 * 1. the ballast, which is there for this;
 * 2. the write-ahead log, brought home and cut;
 * 3. events that the cloud holds, oldest first, before their 35 days are over;
 * 4. damaged journals that were put aside and whose whole events were saved.
 * Unacknowledged events are never given up: then new events wait in memory, and what finds no place there is a `gap`.
 * @returns whether something was given up, so that writing is worth another try
 */
export function makeRoom(ballast: Ballast, open: OpenJournal | undefined, file: string): boolean {
  return ballast.release() || cutLog(open) || pruneAcked(open) || dropAside(file);
}

function cutLog(open: OpenJournal | undefined): boolean {
  try {
    const [row] = (open?.db.pragma('wal_checkpoint(TRUNCATE)') ?? []) as {
      log: number;
      checkpointed: number;
    }[];
    return row !== undefined && row.checkpointed > 0;
  } catch {
    return false;
  }
}

function pruneAcked(open: OpenJournal | undefined): boolean {
  try {
    return open !== undefined && open.journal.prune(open.journal.position.acked, STEP) > 0;
  } catch {
    return false;
  }
}

function dropAside(file: string): boolean {
  const oldest = quarantined(file)[0];
  if (oldest !== undefined) removeDatabase(oldest);
  return oldest !== undefined;
}
