import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from '../store/open-database.ts';
import { syncFolder } from '../store/sync-folder.ts';
import { quarantine } from './quarantine.ts';

/** What tells one file from another in the same place; undefined: there is none. */
export const inodeOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.ino;

/**
 * Somebody has put another file in the place of an open journal, or removed it: what is open is whole, and would be gone
 * with the process. Writes it there again. The connection is to be closed then, and the file opened anew.
 *
 * @param stamp names the other file, which is put aside
 * @returns where the other file lies now
 * @throws the file system's or SQLite's error; then the connection goes on as before
 */
export function takeBack(db: Database, file: string, stamp: string): string | undefined {
  const own = `${file}.own`;
  rmSync(own, { force: true });
  db.prepare('VACUUM INTO ?').run(own);
  sync(own);
  // The write-ahead log of what is open would be replayed into either file.
  for (const part of ['-wal', '-shm']) rmSync(file + part, { force: true });
  const aside = existsSync(file) ? quarantine(file, stamp) : undefined;
  renameSync(own, file);
  syncFolder(dirname(file));
  return aside;
}

function sync(file: string): void {
  const fd = openSync(file, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
