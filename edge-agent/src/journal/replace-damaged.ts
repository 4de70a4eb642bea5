import { CHAIN_START } from '@vratar/protocol/digests';
import type { StateRow } from '../core/state-rows.ts';
import { type Database, openReadonly } from '../store/open-database.ts';
import type { Mark } from './high-water.ts';
import { quarantine } from './quarantine.ts';
import { bestRun, type Run, readable, runs } from './salvage.ts';
import { readState } from './state-table.ts';
import { JOURNAL_AREA } from './tables.ts';
import { finishTakingBack, layCopy } from './take-back.ts';
import { checkEvent } from './verify.ts';
import { type Base, type Salvage, writeJournal } from './write-journal.ts';

/**
 * Builds a new journal from what is whole in the damaged one, under a new epoch: the cloud then compares hash by hash
 * instead of trusting numbers. Events that cannot be chained stay for people in the damaged file, which is put aside.
 *
 * @returns where it lies
 * @throws the file system's or SQLite's error; then the next start tries again
 */
export function replaceDamaged(file: string, stamp: string, mark: Mark | undefined, why: string): string {
  const rescued = rescue(file, mark);
  const base = baseOf(rescued);
  layCopy(file, (part) =>
    writeJournal(part, {
      ...base,
      epoch: Math.max(rescued.epoch, mark?.epoch ?? 0) + 1,
      acked: base.pruned,
      rows: rescued.rows.filter(({ area }) => area !== JOURNAL_AREA),
      damage: { ...ranges(base, rescued), states: rescued.rows.length, why },
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
