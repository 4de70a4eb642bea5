import { listDigest } from '@vratar/protocol/digests';
import type { Database } from '../store/open-database.ts';
import { type StoredList, tokenOf } from './stored-list.ts';

export interface ListRow {
  readonly generation: number;
  readonly version: number;
  readonly issuedAt: number;
  readonly digest: string;
  readonly policy: string;
}

/** The statements over a list's file. Transactions are the caller's. */
export class ListTable {
  readonly #db: Database;
  readonly #row;
  readonly #lines;
  readonly #put;
  readonly #remove;
  readonly #set;
  readonly #sweep;

  constructor(db: Database) {
    this.#db = db;
    this.#row = db.prepare<[], ListRow>(
      'SELECT generation, version, issued_at AS issuedAt, digest, policy FROM list',
    );
    this.#lines = db
      .prepare<[number]>('SELECT line FROM entries WHERE generation = ? ORDER BY token')
      .pluck();
    this.#put = db.prepare('INSERT OR REPLACE INTO entries VALUES (?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM entries WHERE generation = ? AND token = ?');
    this.#set = db.prepare('INSERT OR REPLACE INTO list VALUES (1, ?, ?, ?, ?, ?)');
    this.#sweep = db.prepare(
      'DELETE FROM entries WHERE (generation, token) IN (SELECT generation, token FROM entries WHERE generation <> ? LIMIT ?)',
    );
  }

  get row(): ListRow | undefined {
    return this.#row.get();
  }

  /** @returns undefined before the first list, or when the rows are not what the digest says */
  read(): StoredList | undefined {
    const row = this.row;
    if (row === undefined) return undefined;
    const lines = this.lines(row.generation);
    return listDigest(row.policy, lines) === row.digest ? { ...row, lines } : undefined;
  }

  lines(generation: number): string[] {
    return this.#lines.all(generation) as string[];
  }

  put(generation: number, lines: readonly string[]): void {
    for (const line of lines) this.#put.run(generation, tokenOf(line), line);
  }

  remove(generation: number, tokens: readonly string[]): void {
    for (const token of tokens) this.#remove.run(generation, token);
  }

  set({ generation, version, issuedAt, digest, policy }: ListRow): void {
    this.#set.run(generation, version, issuedAt, digest, policy);
  }

  /** Deletes at most `limit` rows that belong to no list in force. @returns how many */
  sweep(limit: number): number {
    return this.#sweep.run(this.row?.generation ?? 0, limit).changes;
  }

  /** Runs in one durable commit. */
  commit<T>(work: () => T): T {
    return this.#db.transaction(work).immediate();
  }
}
