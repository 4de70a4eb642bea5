import { dirname } from 'node:path';
import type { OpenJournal } from '../journal/open-journal.ts';
import { quarantined, removeDatabase } from '../journal/quarantine.ts';
import { type Ballast, freeBytes } from './ballast.ts';
import type { Database } from './open-database.ts';

/** Acknowledged events given up at a time; fewer where there is no room to write down that so many are gone. */
const STEPS = [1000, 100, 10, 1];

/**
 * Makes room on a full disk. The order of sacrifice, each step only when the one before did not help:
 * 1. the ballast. Giving up events takes room itself, so the first thousand of step 3 go at once, while there is some;
 * 2. the write-ahead log, brought home and used again from its start; it is not cut, for what it holds would be gone;
 * 3. events that the cloud holds, oldest first, before their 35 days are over;
 * 4. damaged journals that were put aside and whose whole events were saved.
 * Unacknowledged events are never given up: then new events wait in memory, and what finds no place there is a `gap`.
 * @returns whether something was given up, so that writing is worth another try
 */
export function makeRoom(ballast: Ballast, open: OpenJournal | undefined, file: string): boolean {
  if (ballast.release()) {
    pruneAcked(open);
    return true;
  }
  return emptyLog(open) || pruneAcked(open) || dropAside(file);
}

/**
 * Makes room for a long write before it is begun.
 * @param wanted bytes, which become fewer by what is given up
 * @throws ENOSPC when it is not enough; the file system's error
 */
export function makeRoomFor(wanted: () => number, ballast: Ballast, open: OpenJournal, file: string): void {
  while (wanted() > freeBytes(dirname(file)))
    if (!makeRoom(ballast, open, file))
      throw Object.assign(new Error(`there is no room for ${wanted()} bytes`), { code: 'ENOSPC' });
}

function emptyLog(open: OpenJournal | undefined): boolean {
  try {
    return open !== undefined && homeless(open.db, 'NOOP') > 0 && homeless(open.db, 'PASSIVE') === 0;
  } catch {
    return false;
  }
}

/** Frames of the write-ahead log that are not in the file, after a checkpoint of that kind. */
function homeless(db: Database, kind: 'NOOP' | 'PASSIVE'): number {
  const [row] = db.pragma(`wal_checkpoint(${kind})`) as { log: number; checkpointed: number }[];
  return row === undefined ? 0 : row.log - row.checkpointed;
}

function pruneAcked(open: OpenJournal | undefined): boolean {
  if (open === undefined) return false;
  const { journal } = open;
  for (const step of STEPS) {
    try {
      return journal.prune(journal.position.acked, step) > 0;
    } catch {
      // No room for so many; there may be some for fewer.
    }
  }
  return false;
}

function dropAside(file: string): boolean {
  const oldest = quarantined(file)[0];
  if (oldest !== undefined) removeDatabase(oldest);
  return oldest !== undefined;
}
