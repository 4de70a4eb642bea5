import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { checkDigest, checkList, listDigest } from '@vratar/protocol/digests';
import { VratarError } from '@vratar/protocol/errors';
import type { ListHeader } from '@vratar/protocol/lists';
import { damage } from '../journal/after-stop.ts';
import { quarantine } from '../journal/quarantine.ts';
import type { Disk } from '../store/disk.ts';
import { type Database, openDatabase } from '../store/open-database.ts';
import { ListCopy } from './list-copy.ts';
import { ListTable } from './list-table.ts';
import { LIST_TABLES } from './list-tables.ts';
import type { StoredList } from './stored-list.ts';

/** A document whose signature and lines were checked already. */
export interface CheckedList {
  readonly header: ListHeader;
  readonly lines: readonly string[];
}

/** Rows in one step of writing a whole list: a grant may be waiting for its commit. */
const STEP = 250;
const TIDY_MS = 60_000;

/** Keeps the allow list in force on the disk: in SQLite, and once more as a plain file. */
export class ListShelf {
  readonly #file: string;
  readonly #copy: ListCopy;
  readonly #disk: Disk;
  readonly #stamp: string;
  #db: Database | undefined;
  #table: ListTable | undefined;
  #busy = false;
  #copyIsOld = false;
  #tidyAt = 0;

  constructor(folder: string, disk: Disk, stamp: string) {
    this.#file = join(folder, 'list.db');
    this.#copy = new ListCopy(join(folder, 'list.copy'));
    this.#disk = disk;
    this.#stamp = stamp;
  }

  /** The list in force: from the database, or from the copy where that cannot be read. */
  load(): StoredList | undefined {
    try {
      const list = this.#open().read();
      if (list !== undefined) return list;
    } catch (error) {
      this.#setAside(error);
    }
    return this.#restore();
  }

  /**
   * Puts a document in force, durably, all or nothing.
   * @returns the list as it now stands
   * @throws VratarError `list_older`, `list_base`, `list_digest`, `list_busy`; then the old list stays whole
   */
  async apply({ header, lines }: CheckedList): Promise<StoredList> {
    if (this.#busy) throw new VratarError('list_busy');
    this.#busy = true;
    try {
      checkList(header, this.#open().row);
      const list =
        header.kind === 'snapshot' ? await this.#replace(header, lines) : this.#change(header, lines);
      this.#copyIsOld = true;
      this.#tidyAt = 0;
      return list;
    } finally {
      this.#busy = false;
    }
  }

  /**
   * One small step of what can wait: the copy, and rows that belong to no list. It fails silently: both are only for
   * worse days, and a disk in trouble is told by the journal.
   * @param now monotonic ms
   */
  tidy(now: number): void {
    if (this.#busy || this.#table === undefined || now < this.#tidyAt) return;
    const table = this.#table;
    try {
      if (this.#copyIsOld) this.#writeCopy(table);
      else if (this.#disk.commit(() => table.commit(() => table.sweep(STEP))) === 0)
        this.#tidyAt = now + TIDY_MS;
    } catch {
      this.#tidyAt = now + TIDY_MS;
    }
  }

  close(): void {
    try {
      this.#db?.pragma('wal_checkpoint(TRUNCATE)');
    } catch {
      // A full or failing disk: the write-ahead log stays, and the next start finds it.
    }
    this.#db?.close();
    this.#db = undefined;
    this.#table = undefined;
  }

  #writeCopy(table: ListTable): void {
    const list = table.read();
    if (list !== undefined) this.#copy.write(list);
    this.#copyIsOld = false;
  }

  async #replace(
    header: Extract<ListHeader, { kind: 'snapshot' }>,
    lines: readonly string[],
  ): Promise<StoredList> {
    const table = this.#open();
    const generation = (table.row?.generation ?? 0) + 1;
    const policy = JSON.stringify(header.policy);
    checkDigest(header, listDigest(policy, lines));
    const rests = () => this.#disk.commit(() => table.commit(() => table.sweep(STEP)));
    while (rests() > 0) await nextTurn();
    for (let from = 0; from < lines.length; from += STEP) {
      const step = lines.slice(from, from + STEP);
      this.#disk.commit(() => table.commit(() => table.put(generation, step)));
      await nextTurn();
    }
    const { version, issuedAt, digest } = header;
    this.#disk.commit(() => table.commit(() => table.set({ generation, version, issuedAt, digest, policy })));
    return { version, issuedAt, digest, policy, lines };
  }

  #change(header: Extract<ListHeader, { kind: 'delta' }>, changed: readonly string[]): StoredList {
    const table = this.#open();
    const row = table.row!;
    const { version, issuedAt, digest } = header;
    const policy = header.policy === undefined ? row.policy : JSON.stringify(header.policy);
    const apply = (): StoredList => {
      table.remove(row.generation, header.remove);
      table.put(row.generation, changed);
      table.set({ generation: row.generation, version, issuedAt, digest, policy });
      const lines = table.lines(row.generation);
      checkDigest(header, listDigest(policy, lines));
      return { version, issuedAt, digest, policy, lines };
    };
    return this.#disk.commit(() => table.commit(apply));
  }

  #open(): ListTable {
    if (this.#table === undefined) {
      this.#db = openDatabase(this.#file, LIST_TABLES);
      this.#table = new ListTable(this.#db);
    }
    return this.#table;
  }

  #setAside(error: unknown): void {
    this.#db?.close();
    this.#db = undefined;
    this.#table = undefined;
    if (damage(error) !== undefined) quarantine(this.#file, this.#stamp);
  }

  /** Takes the list from the copy; back into the database where that can be written. */
  #restore(): StoredList | undefined {
    const list = this.#copy.read();
    if (list === undefined) return undefined;
    try {
      const table = this.#open();
      table.commit(() => {
        const generation = (table.row?.generation ?? 0) + 1;
        table.put(generation, list.lines);
        table.set({ ...list, generation });
      });
    } catch {
      // Read-only or full: the list holds all the same, from the copy.
    }
    return list;
  }
}
