import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from '../store/open-database.ts';
import { syncFolder } from '../store/sync-folder.ts';
import { quarantine } from './quarantine.ts';

/** The journal was put back; where the file lies now that was in its place. */
export interface TakenBack {
  readonly aside?: string;
}

/** Whole and synced from the moment it has this name: what stands in for the journal until it has its own again. */
const copyOf = (file: string): string => `${file}.own`;

const partOf = (file: string): string => `${copyOf(file)}.part`;

/** What tells one file from another in the same place; undefined: there is none. @throws the file system's error */
export function inodeOf(file: string): number | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false })?.ino;
  } catch (error) {
    // A link that leads to itself leads to no file.
    if ((error as NodeJS.ErrnoException).code === 'ELOOP') return undefined;
    throw error;
  }
}

/** Whether the file that was opened is still found by its name, and no swap stands half done. @throws as `inodeOf` */
export const isInPlace = (file: string, opened: number | undefined): boolean =>
  opened !== undefined && inodeOf(file) === opened && !existsSync(copyOf(file));

/**
 * Somebody has put another file in the place of an open journal, or removed it: what is open is whole, and would be gone
 * with the process. Writes it there again. The connection is to be closed then, and the file opened anew.
 *
 * @param stamp names the other file, which is put aside
 * @throws the file system's or SQLite's error; then the connection goes on as before
 */
export function takeBack(db: Database, file: string, stamp: string): TakenBack {
  takeCopy(db, file);
  return finishTakingBack(file, stamp) ?? {};
}

/** The first half: from here on a power cut costs nothing. @throws as `takeBack`; then there is no copy */
export function takeCopy(db: Database, file: string): void {
  const part = partOf(file);
  try {
    rmSync(part, { force: true });
    db.prepare('VACUUM INTO ?').run(part);
    sync(part);
    renameSync(part, copyOf(file));
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  syncFolder(dirname(file));
}

/**
 * Puts the copy in the journal's place; before a journal is opened this ends what a power cut has interrupted.
 * @returns undefined when there is no copy
 * @throws the file system's error
 */
export function finishTakingBack(file: string, stamp: string): TakenBack | undefined {
  const copy = copyOf(file);
  if (existsSync(partOf(file))) rmSync(partOf(file));
  if (!statSync(copy, { throwIfNoEntry: false })?.isFile()) return undefined;
  // The write-ahead log of what was open would be replayed into either file; the copy holds all of it.
  for (const part of ['-wal', '-shm']) rmSync(file + part, { force: true });
  const aside = existsSync(file) ? quarantine(file, stamp) : undefined;
  renameSync(copy, file);
  syncFolder(dirname(file));
  return aside === undefined ? {} : { aside };
}

/** Bytes that a copy takes. */
export function copySize(db: Database): number {
  const [pages, free, bytes] = ['page_count', 'freelist_count', 'page_size'].map((name) =>
    Number(db.pragma(name, { simple: true })),
  );
  return (pages! - free!) * bytes!;
}

function sync(file: string): void {
  const fd = openSync(file, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
