import { type Database, openReadonly } from './open-database.ts';

/**
 * A second connection beside the one that writes. When the last one closes, SQLite brings the write-ahead log home, into
 * whatever lies in the file by then, and removes the log; it has a switch against that which better-sqlite3 does not reach.
 * While this one is held, the other closes without it; and this one reads only, so that its own closing writes nothing.
 *
 * @throws SqliteError
 */
export function holdOpen(file: string): Database {
  const held = openReadonly(file);
  // Only who has read counts as there.
  held.prepare('SELECT count(*) FROM sqlite_schema').get();
  return held;
}
