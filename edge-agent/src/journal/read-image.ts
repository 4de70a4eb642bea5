import type { Database } from '../store/open-database.ts';
import { lastDurable } from './after-stop.ts';
import { Journal } from './journal.ts';
import type { Opening } from './open-journal.ts';
import { openImage, readJournal } from './read-journal.ts';
import { standsFor } from './take-back.ts';

/**
 * What a journal says that cannot be opened for writing, because its file system is full or read-only: with its
 * write-ahead log where that can be read, for without it a checkpoint that found no room is a torn file, and a lockdown of
 * yesterday may be forgotten; else as of the last checkpoint.
 * @returns undefined when there is no file, or no sense in it
 */
export function readImage(file: string) {
  const place = standsFor(file);
  return [readJournal, openImage].reduce(
    (found: ReturnType<typeof readWith>, open) => found ?? readWith(open, place),
    undefined,
  );
}

function readWith(open: (file: string) => Database, file: string) {
  try {
    const db = open(file);
    const journal = new Journal(db);
    const last = lastDurable(db);
    const opening: Opening = { first: false, clean: false, ...(last && { last }) };
    const found = { opening, rows: journal.state.rows(), position: journal.position };
    db.close();
    return found;
  } catch {
    return undefined;
  }
}
