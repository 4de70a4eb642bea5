import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VratarError } from '@vratar/protocol/errors';
import Database from 'better-sqlite3';

/**
 * Holds a data folder for one process: two gates on one journal would use a number twice.
 *
 * Node has no flock, so the lock is that of an empty SQLite file in an open transaction: a lock of the kernel, gone with
 * the process however it ends. A file with a process number was rejected (two that find it stale race), and so was an
 * abstract socket (units with networks of their own do not see each other's).
 * @returns releases the folder
 * @throws VratarError `already_running`; errors of the file system other than a read-only one, on which nobody can write
 */
export function holdFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  return hold(join(folder, 'gate'), (pid) => new VratarError('already_running', { path: folder, pid }));
}

/**
 * Holds the folder of the sockets for one gate: a second one would take away those of the first, and its guard, link
 * and tools would find themselves at another school's lanes.
 * @returns releases the folder; nothing is held in one that cannot be written, where there are no sockets either
 * @throws VratarError `sockets_taken`
 */
export function holdSockets(folder: string): () => void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o750 });
    return hold(join(folder, 'socket'), (pid) => new VratarError('sockets_taken', { path: folder, pid }));
  } catch (error) {
    if (error instanceof VratarError) throw error;
    return () => undefined;
  }
}

function hold(base: string, taken: (pid: string) => VratarError): () => void {
  const holder = `${base}.pid`;
  const lock = tryLock(`${base}.lock`, () => taken(pidIn(holder)));
  if (lock === undefined) return () => undefined;
  noteHolder(holder);
  return () => lock.close();
}

/** Only for the message that a second copy prints. */
function noteHolder(file: string): void {
  try {
    writeFileSync(file, `${process.pid}\n`);
  } catch {
    // A full disk must not keep the gate from starting.
  }
}

function tryLock(file: string, taken: () => VratarError): Database.Database | undefined {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: 0 });
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db?.close();
    const { code = '' } = error as { code?: string };
    if (code.startsWith('SQLITE_BUSY')) throw taken();
    if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN') return undefined;
    throw error;
  }
}

function pidIn(holder: string): string {
  try {
    return readFileSync(holder, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
