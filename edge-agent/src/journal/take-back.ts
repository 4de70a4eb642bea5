import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from '../store/open-database.ts';
import { syncFolder } from '../store/sync-folder.ts';
import { quarantine, removeDatabase } from './quarantine.ts';

/** The journal was put back; where the file lies now that was in its place. */
export interface TakenBack {
  readonly aside?: string;
}

/** Whole and synced from the moment it has this name: what stands in for the journal until it has its own again. */
const copyOf = (file: string): string => `${file}.own`;

const partOf = (file: string): string => `${copyOf(file)}.part`;

/** Whether a swap stands half done. */
export const isHalfDone = (file: string): boolean => existsSync(copyOf(file));

/**
 * The file that holds the journal of this place: while a swap stands half done, and as long as the disk does not let it be
 * finished, the copy.
 */
export const standsFor = (file: string): string => (isCopy(copyOf(file)) ? copyOf(file) : file);

const isCopy = (copy: string): boolean => statSync(copy, { throwIfNoEntry: false })?.isFile() === true;

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
  layCopy(file, (part) => void db.prepare('VACUUM INTO ?').run(part));
}

/** Lays a whole and synced copy beside the journal, ready to be put in its place. @throws as `takeBack`; then there is none */
export function layCopy(file: string, write: (part: string) => void): void {
  const part = partOf(file);
  try {
    removeDatabase(part);
    write(part);
    sync(part);
    renameSync(part, copyOf(file));
  } catch (error) {
    removeDatabase(part);
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
  if (existsSync(partOf(file))) removeDatabase(partOf(file));
  if (!isCopy(copy)) return undefined;
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
