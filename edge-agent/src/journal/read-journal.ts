import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { VratarError } from '@vratar/protocol/errors';
import Sqlite from 'better-sqlite3';
import { type Database, openReadonly } from '../store/open-database.ts';
import { damage } from './after-stop.ts';

/** Bytes of the header that say whether the file needs a write-ahead log (2) or not (1). */
const FORMAT_BYTES = [18, 19];

/** How every SQLite file begins. */
const MAGIC = Buffer.from('SQLite format 3\0');

/**
 * A journal file for reading only: beside a running gate, on a copy, or on a medium that cannot be written.
 * @throws VratarError `journal_unreadable`, `journal_torn`
 */
export function readJournal(file: string): Database {
  const isWhole = !hasContent(`${file}-wal`);
  const ways = isWhole ? [openReadonly, openImage] : [openReadonly];
  const errors: unknown[] = [];
  for (const open of ways) {
    try {
      return readable(open(file));
    } catch (error) {
      errors.push(error);
    }
  }
  for (const error of errors) assertNotTorn(file, error);
  const why = existsSync(file) ? (errors[0] as Error).message : 'there is no such file';
  throw new VratarError('journal_unreadable', { file, why }, { file }, { cause: errors[0] });
}

/**
 * The file as of its last checkpoint, read into memory: SQLite itself opens nothing with a write-ahead log on a read-only
 * file system.
 */
export function openImage(file: string): Database {
  const image = readFileSync(file);
  for (const at of FORMAT_BYTES) image[at] = 1;
  return new Sqlite(image);
}

/**
 * Reads a journal, and closes it. A page that is torn says so only when it is read.
 * @throws VratarError `journal_unreadable`, `journal_torn`, and those of `read`
 */
export function withJournal<T>(file: string, read: (db: Database) => T): T {
  const db = readJournal(file);
  try {
    return read(db);
  } catch (error) {
    assertNotTorn(file, error);
    throw error;
  } finally {
    db.close();
  }
}

/** @throws VratarError `journal_torn` when that is what the error means: not of a file that never was a database */
export function assertNotTorn(file: string, error: unknown): void {
  const why = damage(error);
  if (why !== undefined && isDatabase(file))
    throw new VratarError('journal_torn', { file, why }, { file }, { cause: error });
}

/** @throws the file system's error */
function isDatabase(file: string): boolean {
  const found = Buffer.alloc(MAGIC.length);
  const fd = openSync(file, 'r');
  try {
    readSync(fd, found, 0, found.length, 0);
  } finally {
    closeSync(fd);
  }
  return found.equals(MAGIC);
}

/** A file that cannot be used says so at the first question only; of damaged events the reader tells. */
function readable(db: Database): Database {
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    if (!tables.includes('events')) throw new Error('it is no journal');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function hasContent(file: string): boolean {
  return existsSync(file) && statSync(file).size > 0;
}
