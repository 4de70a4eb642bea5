import type { OpenJournal } from '../journal/open-journal.ts';
import { quarantined, removeDatabase } from '../journal/quarantine.ts';
import type { Ballast } from './ballast.ts';
import type { Database } from './open-database.ts';

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
    const frames = open === undefined ? 0 : logFrames(open.db, 'NOOP');
    return frames > 0 && logFrames(open!.db, 'TRUNCATE') === 0;
  } catch {
    return false;
  }
}

/** Frames in the write-ahead log after a checkpoint of that kind. */
function logFrames(db: Database, kind: 'NOOP' | 'TRUNCATE'): number {
  const [row] = db.pragma(`wal_checkpoint(${kind})`) as { log: number }[];
  return row?.log ?? 0;
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
