import type { StateChange, StateRow } from '../core/state-rows.ts';
import type { Database } from '../store/open-database.ts';
import { JOURNAL_AREA } from './tables.ts';

/** Reads and writes the `state` rows of a journal. Writing happens inside the caller's transaction. */
export class StateTable {
  readonly #put;
  readonly #delete;
  readonly #clear;
  readonly #get;
  readonly #others;

  constructor(db: Database) {
    this.#put = db.prepare(
      'INSERT INTO state VALUES (?, ?, ?) ON CONFLICT (area, key) DO UPDATE SET value = excluded.value',
    );
    this.#delete = db.prepare('DELETE FROM state WHERE area = ? AND key = ?');
    this.#clear = db.prepare('DELETE FROM state WHERE area = ?');
    this.#get = db.prepare<[string, string]>('SELECT value FROM state WHERE area = ? AND key = ?').pluck();
    this.#others = db.prepare<[string], StateRow>('SELECT area, key, value FROM state WHERE area <> ?');
  }

  apply(change: StateChange): void {
    if (change.op === 'put') this.#put.run(change.area, change.key, change.value);
    else if (change.op === 'delete') this.#delete.run(change.area, change.key);
    else this.#clear.run(change.area);
  }

  get(area: string, key: string): string | undefined {
    return this.#get.get(area, key) as string | undefined;
  }

  /** All rows but the journal's own. */
  rows(): StateRow[] {
    return this.#others.all(JOURNAL_AREA);
  }
}

/** All rows of a database of which parts may be unreadable; then none. */
export function readState(db: Database): StateRow[] {
  try {
    return db.prepare<[], StateRow>('SELECT area, key, value FROM state').all();
  } catch {
    return [];
  }
}
