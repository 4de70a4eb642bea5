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

/** As `copyOf`, of a process that has ended: the next start goes on with it. */
export const leftOf = (file: string): string => `${file}.left`;

const partOf = (copy: string): string => `${copy}.part`;

/** Whether a swap stands half done. */
export const isHalfDone = (file: string): boolean => isFile(copyOf(file));

/**
 * The file that holds the journal of this place: what a stop has left, or, while a swap stands half done and as long as the
 * disk does not let it be finished, the copy.
 */
export const standsFor = (file: string): string => [leftOf(file), copyOf(file)].find(isFile) ?? file;

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

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
  layCopy(file, (part) => vacuumInto(db, part));
}

/** Writes what is open to a file that is not there yet. @throws as `takeBack` */
export const vacuumInto = (db: Database, copy: string): void => void db.prepare('VACUUM INTO ?').run(copy);

/** What a write-ahead log holds would be replayed into any file that comes to lie beside it. */
export function removeLog(file: string): void {
  for (const part of ['-wal', '-shm']) rmSync(file + part, { force: true });
}

/** Lays a whole and synced copy beside the journal, ready to be put in its place. @throws as `takeBack`; then there is none */
export function layCopy(file: string, write: (part: string) => void): void {
  layWhole(copyOf(file), write);
}

/** Writes a database that is whole and synced from the moment it has its name. @throws as `takeBack`; then nothing is left of it */
export function layWhole(copy: string, write: (part: string) => void): void {
  const part = partOf(copy);
  try {
    removeDatabase(part);
    write(part);
    sync(part);
    renameSync(part, copy);
  } catch (error) {
    removeDatabase(part);
    throw error;
  }
  syncFolder(dirname(copy));
}

/**
 * Puts the copy in the journal's place; before a journal is opened this ends what a power cut has interrupted.
 * @returns undefined when there is no copy
 * @throws the file system's error
 */
export function finishTakingBack(file: string, stamp: string): TakenBack | undefined {
  return putInPlace(copyOf(file), file, stamp);
}

/**
 * Before a process opens the journal for the first time: goes on with what the one before could not put in its place, which
 * is newer than anything else here.
 * @returns undefined when nothing was left
 * @throws the file system's error
 */
export function adoptLeft(file: string, stamp: string): TakenBack | undefined {
  const left = leftOf(file);
  if (isFile(left) && isHalfDone(file)) removeDatabase(copyOf(file));
  return putInPlace(left, file, stamp);
}

function putInPlace(copy: string, file: string, stamp: string): TakenBack | undefined {
  if (existsSync(partOf(copy))) removeDatabase(partOf(copy));
  if (!isFile(copy)) return undefined;
  // The copy holds all of it.
  removeLog(file);
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
