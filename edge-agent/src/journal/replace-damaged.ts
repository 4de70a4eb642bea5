import { CHAIN_START } from '@vratar/protocol/digests';
import type { StateRow } from '../core/state-rows.ts';
import { type Database, openReadonly } from '../store/open-database.ts';
import { baseOf, rangesOf } from './base-of.ts';
import type { Mark } from './high-water.ts';
import { quarantine } from './quarantine.ts';
import { bestRun, type Run, readable, runs } from './salvage.ts';
import { readState } from './state-table.ts';
import { JOURNAL_AREA } from './tables.ts';
import { finishTakingBack, layCopy } from './take-back.ts';
import { writeJournal } from './write-journal.ts';

/**
 * Builds a new journal from what is whole in the damaged one, under a new epoch: the cloud then compares hash by hash
 * instead of trusting numbers. Events that cannot be chained stay for people in the damaged file, which is put aside.
 *
 * @returns where it lies
 * @throws the file system's or SQLite's error; then the next start tries again
 */
export function replaceDamaged(file: string, stamp: string, mark: Mark | undefined, why: string): string {
  const rescued = rescue(file, mark);
  const { run, rows, acked, newest } = rescued;
  const before =
    rows.find((row) => row.area === JOURNAL_AREA && row.key === 'pruned_hash')?.value ?? CHAIN_START;
  const base =
    run === undefined ? { pruned: newest, prunedHash: CHAIN_START, kept: [] } : baseOf(run, before);
  layCopy(file, (part) =>
    writeJournal(part, {
      ...base,
      epoch: Math.max(rescued.epoch, mark?.epoch ?? 0) + 1,
      acked: base.pruned,
      rows: rows.filter(({ area }) => area !== JOURNAL_AREA),
      damage: { ...rangesOf(base, acked, newest), states: rows.length, why },
    }),
  );
  const aside = quarantine(file, stamp);
  finishTakingBack(file, stamp);
  return aside;
}

interface Rescued {
  readonly run: Run | undefined;
  readonly rows: readonly StateRow[];
  readonly acked: number;
  readonly epoch: number;
  readonly newest: number;
}

function rescue(file: string, mark: Mark | undefined): Rescued {
  const nothing = { run: undefined, rows: [], acked: 0, epoch: 0, newest: mark?.seq ?? 0 };
  let db: Database;
  try {
    db = openReadonly(file);
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

function newestOf(db: Database): number {
  try {
    return (db.prepare('SELECT max(seq) FROM events').pluck().get() as number | null) ?? 0;
  } catch {
    return 0;
  }
}
