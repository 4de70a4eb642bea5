import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { lastDurable } from './after-stop.ts';
import { Journal } from './journal.ts';
import type { Opening } from './open-journal.ts';

/** Bytes of the header that say whether the file needs a write-ahead log (2) or not (1). */
const FORMAT_BYTES = [18, 19];

/**
 * What a journal says that cannot be opened, because its file system is read-only: read into memory, and as of the last
 * checkpoint, for the write-ahead log needs a connection.
 * @returns undefined when there is no file, or no sense in it
 */
export function readImage(file: string) {
  try {
    const image = readFileSync(file);
    for (const at of FORMAT_BYTES) image[at] = 1;
    const db = new Database(image);
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
