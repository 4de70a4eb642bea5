import { CHAIN_START } from '@vratar/protocol/digests';
import type { StateRow } from '../core/state-rows.ts';
import { type Database, openDatabase, openReadonly } from '../store/open-database.ts';
import type { Mark } from './high-water.ts';
import { removeDatabase } from './quarantine.ts';
import { bestRun, type Run, readable, runs } from './salvage.ts';
import { JOURNAL_AREA, JOURNAL_TABLES } from './tables.ts';
import { checkEvent } from './verify.ts';

/** What could be saved of a damaged journal. Ranges are inclusive. */
export interface Salvage {
  readonly kept?: { readonly from: number; readonly through: number };
  /** Events that were not acknowledged and could not be read. */
  readonly lost?: { readonly from: number; readonly through: number };
  /** Rows of `state` that were saved. */
  readonly states: number;
}

/**
 * Builds a new journal at `file` from what is whole in the damaged one at `aside`, under a new epoch: the cloud then
 * compares hash by hash instead of trusting numbers. Events that cannot be chained stay in `aside` for people.
 */
export function replaceDamaged(aside: string, file: string, mark: Mark | undefined): Salvage {
  const rescued = rescue(aside, mark);
  const base = baseOf(rescued);
  removeDatabase(file);
  const db = openDatabase(file, JOURNAL_TABLES);
  try {
    writeSaved(db, base, rescued.rows, Math.max(rescued.epoch, mark?.epoch ?? 0) + 1);
  } finally {
    db.close();
  }
  return { ...ranges(base, rescued), states: rescued.rows.length };
}

interface Rescued {
  readonly run: Run | undefined;
  readonly rows: readonly StateRow[];
  readonly acked: number;
  readonly epoch: number;
  readonly newest: number;
}

function rescue(aside: string, mark: Mark | undefined): Rescued {
  const nothing = { run: undefined, rows: [], acked: 0, epoch: 0, newest: mark?.seq ?? 0 };
  let db: Database;
  try {
    db = openReadonly(aside);
  } catch {
    return nothing;
  }
  try {
    const rows = readState(db);
    const meta = (key: string) =>
      Number(rows.find((row) => row.area === JOURNAL_AREA && row.key === key)?.value ?? 0);
    const newest = Math.max(newestOf(db), mark?.seq ?? 0);
    const acked = meta('acked');
    const run = bestRun(runs(readable(db, 1 + meta('pruned'), newest)), acked);
    return { run, rows, acked, epoch: meta('epoch') || 1, newest };
  } catch {
    return nothing;
  } finally {
    db.close();
  }
}

function readState(db: Database): StateRow[] {
  try {
    return db.prepare<[], StateRow>('SELECT area, key, value FROM state').all();
  } catch {
    return [];
  }
}

function newestOf(db: Database): number {
  try {
    return (db.prepare('SELECT max(seq) FROM events').pluck().get() as number | null) ?? 0;
  } catch {
    return 0;
  }
}

interface Base {
  readonly pruned: number;
  readonly prunedHash: string;
  readonly kept: Run;
}

/** A run that does not chain on a known value gives up its first event, whose stored hash then anchors the others. */
function baseOf({ run, rows, newest }: Rescued): Base {
  const first = run?.[0];
  if (run === undefined || first === undefined) return { pruned: newest, prunedHash: CHAIN_START, kept: [] };
  const before =
    rows.find((row) => row.area === JOURNAL_AREA && row.key === 'pruned_hash')?.value ?? CHAIN_START;
  if (checkEvent({ seq: first.seq - 1, hash: before }, first) === undefined)
    return { pruned: first.seq - 1, prunedHash: before, kept: run };
  return { pruned: first.seq, prunedHash: first.hash.toString('hex'), kept: run.slice(1) };
}

function writeSaved(db: Database, base: Base, rows: readonly StateRow[], epoch: number): void {
  const put = db.prepare('INSERT OR REPLACE INTO state VALUES (?, ?, ?)');
  const insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?)');
  db.transaction(() => {
    for (const row of rows) if (row.area !== JOURNAL_AREA) put.run(row.area, row.key, row.value);
    for (const event of base.kept) insert.run(event.seq, JSON.parse(event.line).at, event.line, event.hash);
    put.run(JOURNAL_AREA, 'epoch', String(epoch));
    put.run(JOURNAL_AREA, 'pruned', String(base.pruned));
    put.run(JOURNAL_AREA, 'pruned_hash', base.prunedHash);
    put.run(JOURNAL_AREA, 'acked', String(base.pruned));
  }).immediate();
}

function ranges({ kept }: Base, { acked, newest }: Rescued): Omit<Salvage, 'states'> {
  const from = kept[0]?.seq;
  const through = kept.at(-1)?.seq;
  if (from === undefined || through === undefined)
    return acked < newest ? { lost: { from: acked + 1, through: newest } } : {};
  const before = from > acked + 1 ? [{ from: acked + 1, through: from - 1 }] : [];
  const after = through < newest ? [{ from: Math.max(through, acked) + 1, through: newest }] : [];
  const lost = [...before, ...after];
  const bounds = { from: lost[0]?.from ?? 0, through: lost.at(-1)?.through ?? 0 };
  return { kept: { from, through }, ...(lost.length === 0 ? {} : { lost: bounds }) };
}
