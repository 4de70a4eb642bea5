import type { StateRow } from '../core/state-rows.ts';
import { openDatabase } from '../store/open-database.ts';
import type { Run } from './salvage.ts';
import { JOURNAL_AREA, JOURNAL_TABLES, untold } from './tables.ts';

/** Events that chain on the value of what came before them. */
export interface Base {
  /** Number of the last event that is not there, and its chain value. */
  readonly pruned: number;
  readonly prunedHash: string;
  readonly kept: Run;
}

/** What could be saved of a damaged journal. Ranges are inclusive. */
export interface Salvage {
  readonly kept?: { readonly from: number; readonly through: number };
  /** Events that were not acknowledged and could not be read. */
  readonly lost?: { readonly from: number; readonly through: number };
  /** Rows of `state` that were saved. */
  readonly states: number;
}

/** What a damage took, and what was wrong. */
export type Damage = Salvage & { readonly why: string };

/** A whole journal. */
export interface Content extends Base {
  readonly epoch: number;
  readonly acked: number;
  /** Rows of the journal's own area among them count where nothing else here says the same. */
  readonly rows: readonly StateRow[];
  /** To be told by a `gap` event. */
  readonly damage?: Damage;
}

/** Writes a journal of this content to a file that is not there yet. @throws the disk's error */
export function writeJournal(file: string, content: Content): void {
  const db = openDatabase(file, JOURNAL_TABLES);
  const put = db.prepare('INSERT OR REPLACE INTO state VALUES (?, ?, ?)');
  const insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?)');
  const own = {
    epoch: String(content.epoch),
    pruned: String(content.pruned),
    pruned_hash: content.prunedHash,
    acked: String(content.acked),
    // Whoever opens it next comes after a run that did not end by itself, unless that run opens it.
    running: '1',
    ...(content.damage && { [untold('journal_damaged')]: JSON.stringify(content.damage) }),
  };
  try {
    db.transaction(() => {
      for (const row of content.rows) put.run(row.area, row.key, row.value);
      for (const event of content.kept)
        insert.run(event.seq, JSON.parse(event.line).at, event.line, event.hash);
      for (const [key, value] of Object.entries(own)) put.run(JOURNAL_AREA, key, value);
    }).immediate();
  } finally {
    db.close();
  }
}
