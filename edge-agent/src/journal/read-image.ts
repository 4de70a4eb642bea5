import { lastDurable } from './after-stop.ts';
import { Journal } from './journal.ts';
import type { Opening } from './open-journal.ts';
import { openImage } from './read-journal.ts';
import { standsFor } from './take-back.ts';

/**
 * What a journal says that cannot be opened, because its file system is read-only: read into memory, and as of the last
 * checkpoint, for the write-ahead log needs a connection.
 * @returns undefined when there is no file, or no sense in it
 */
export function readImage(file: string) {
  try {
    const db = openImage(standsFor(file));
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
