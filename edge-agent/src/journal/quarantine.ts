import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '../store/sync-folder.ts';

const PARTS = ['', '-wal', '-shm'];

/**
 * Puts a damaged file, with the parts of a database, aside under a name of its own, never over an older one.
 * @returns its new path
 * @throws the file system's error
 */
export function quarantine(file: string, stamp: string): string {
  const aside = unusedName(`${file}.damaged-${stamp}`);
  for (const part of PARTS) if (existsSync(file + part)) renameSync(file + part, aside + part);
  syncFolder(dirname(file));
  return aside;
}

/** Quarantined copies of `file`, oldest first. */
export function quarantined(file: string): string[] {
  const prefix = `${basename(file)}.damaged-`;
  const names = readdirSync(dirname(file)).filter(
    (name) => name.startsWith(prefix) && !/-(wal|shm)$/.test(name),
  );
  return names.sort().map((name) => join(dirname(file), name));
}

/** Also a folder that somebody has put in the place of one. */
export function removeDatabase(file: string): void {
  for (const part of PARTS) rmSync(file + part, { force: true, recursive: true });
}

function unusedName(wanted: string): string {
  for (let n = 0; ; n++) {
    const name = n === 0 ? wanted : `${wanted}-${n}`;
    if (!existsSync(name)) return name;
  }
}
