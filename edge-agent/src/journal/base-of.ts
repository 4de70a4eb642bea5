import type { Run } from './salvage.ts';
import { checkEvent } from './verify.ts';
import type { Base, Salvage } from './write-journal.ts';

/**
 * How a journal begins that goes on with this run. One that does not chain on the known beginning gives up its first event,
 * whose stored hash then anchors the others.
 *
 * @param run one event at least
 */
export function baseOf(run: Run, beginning: string): Base {
  const first = run[0]!;
  if (checkEvent({ seq: first.seq - 1, hash: beginning }, first) === undefined)
    return { pruned: first.seq - 1, prunedHash: beginning, kept: run };
  return { pruned: first.seq, prunedHash: first.hash.toString('hex'), kept: run.slice(1) };
}

/** What is kept of a journal that ended at `newest`, and what of it neither the journal nor the cloud has. */
export function rangesOf({ kept }: Base, acked: number, newest: number): Omit<Salvage, 'states'> {
  const from = kept[0]?.seq;
  const through = kept.at(-1)?.seq;
  if (from === undefined || through === undefined)
    return acked < newest ? { lost: { from: acked + 1, through: newest } } : {};
  const before = { from: acked + 1, through: from - 1 };
  const after = { from: Math.max(through, acked) + 1, through: newest };
  const lost = [before, after].filter((range) => range.from <= range.through);
  const bounds = { from: lost[0]?.from ?? 0, through: lost.at(-1)?.through ?? 0 };
  return { kept: { from, through }, ...(lost.length === 0 ? {} : { lost: bounds }) };
}
