import type { Opening } from '../journal/open-journal.ts';
import type { Runtime } from './runtime.ts';

/**
 * Journals that the gate began to run, as the first event of every run: the time since the last durable moment has no
 * record, and after an unclean stop that moment is where the hole in coverage begins.
 */
export function recordPowerUp(runtime: Runtime, opening: Opening | undefined): void {
  const { clean = false, first = false, last } = opening ?? {};
  runtime.run((core, now) =>
    core.record({ kind: 'power_up', data: { clean, first, ...(last && { last }) } }, now),
  );
}

/** Journals what is missing from a journal that was damaged, or replaced by an older one. */
export function recordHoles(runtime: Runtime, { damaged, restored }: Opening): void {
  if (damaged !== undefined) {
    const { kept, lost, why } = damaged;
    const data = { ...(kept && { kept }), ...(lost && { lost }), why };
    runtime.run((core, now) => core.record({ kind: 'gap', reason: 'journal_damaged', data }, now));
  }
  if (restored !== undefined) {
    // The mark names the newest event that is known to have existed; how many came after it nobody knows.
    const data = { epoch: restored.mark.epoch, last: restored.last, known: restored.mark.seq };
    runtime.run((core, now) => core.record({ kind: 'gap', reason: 'journal_restored', data }, now));
  }
}
