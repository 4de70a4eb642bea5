import { VratarError } from '@vratar/protocol/errors';
import Database from 'better-sqlite3';

export type { Database } from 'better-sqlite3';

/**
 * Opens an SQLite file that is durable at every commit: write-ahead log, synchronous=FULL.
 *
 * better-sqlite3 is compiled with SQLITE_DEFAULT_WAL_SYNCHRONOUS=1: a connection that enters WAL mode runs with NORMAL
 * from its first write on, although the pragma still reads FULL before it. So FULL is set, a write is made, and only
 * then is it believed.
 *
 * Checkpoints are not automatic: they would run inside the commit that a grant waits for.
 * @throws VratarError `journal_not_durable`; SqliteError when the file cannot be opened or written
 */
export function openDatabase(file: string, schema: string): Database.Database {
  const db = new Database(file, { timeout: 0 });
  try {
    configure(db, file, schema);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

function configure(db: Database.Database, file: string, schema: string): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('wal_autocheckpoint = 0');
  db.pragma('journal_size_limit = 8388608');
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -4096');
  db.exec(schema);
  db.exec(
    'CREATE TABLE IF NOT EXISTS opened (one INTEGER PRIMARY KEY CHECK (one = 1), times INTEGER NOT NULL) STRICT',
  );
  db.exec('INSERT INTO opened VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET times = times + 1');
  const found = db.pragma('synchronous', { simple: true });
  if (found !== 2) throw new VratarError('journal_not_durable', { found: String(found) }, { file });
}

/** Opens for reading only, beside a running gate or on a copy. */
export function openReadonly(file: string): Database.Database {
  return new Database(file, { readonly: true, fileMustExist: true, timeout: 2000 });
}
