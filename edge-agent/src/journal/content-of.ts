import { openReadonly } from '../store/open-database.ts';
import { baseOf, rangesOf } from './base-of.ts';
import type { OpenJournal } from './open-journal.ts';
import { ownRun } from './own-run.ts';
import type { OwnValues } from './own-values.ts';
import { bestRun, type Run, readable, runs } from './salvage.ts';
import { readState } from './state-table.ts';
import { JOURNAL_AREA } from './tables.ts';
import type { Base, Content } from './write-journal.ts';

/**
 * What there still is of an open journal after somebody else has written into its files: what the connection has, and, if
 * that is not all that the cloud does not hold, whatever in the file is proven to be ours.
 *
 * @param values chain values that this process knows
 * @param why what was found to be wrong
 */
export function contentOf(
  file: string,
  { journal, db }: OpenJournal,
  values: OwnValues,
  why: string,
): Content {
  const { epoch, acked, first, last, base } = journal.position;
  const own = ownRun(db, journal.position);
  const states = readState(db).filter(({ area }) => area !== JOURNAL_AREA);
  const rows = (from: number) => [...states, ...journal.countRows(from)];
  // Events that the cloud holds are no loss: the journal then only begins later.
  if (own.pruned <= acked) return { ...own, epoch, acked, rows: rows(0) };
  const found = provenRuns(file, first, last, values);
  const best = better(own, bestRun(found, acked), acked, base);
  const damage = { ...rangesOf(best, acked, last), states: states.length, why };
  return { ...best, epoch: epoch + 1, acked: best.pruned, rows: rows(best.pruned + 1), damage };
}

/** A journal has no holes: of two runs with a hole between them one goes on, the one with more that the cloud does not hold. */
function better(own: Base, run: Run | undefined, acked: number, beginning: string): Base {
  if (run === undefined) return own;
  const found = baseOf(run, beginning);
  const fresh = ({ kept }: Base) => kept.filter(({ seq }) => seq > acked).length;
  return fresh(found) > fresh(own) ? found : own;
}

/** Read past what the connection remembers. */
function provenRuns(file: string, first: number, last: number, values: OwnValues): Run[] {
  try {
    const db = openReadonly(file);
    try {
      const found = runs(readable(db, first, last)).map((run) => values.provenOf(run));
      return found.filter(({ length }) => length > 0);
    } finally {
      db.close();
    }
  } catch {
    return [];
  }
}
