import type { OwnEvent } from '../core/index.ts';
import type { Opening } from '../journal/open-journal.ts';

/**
 * What was found when the journal was opened, as the first events of a run. `power_up` comes first: the time since the
 * last durable moment has no record, and after an unclean stop that moment is where the hole in coverage begins. Steps of
 * the clock in that time come before whatever else has the new time.
 * @param steps ms
 */
export function openingEvents(opening: Opening | undefined, steps: readonly number[] = []): OwnEvent[] {
  const { clean = false, first = false, last } = opening ?? {};
  return [
    { kind: 'power_up', data: { clean, first, ...(last && { last }) } },
    ...steps.map((ms) => ({ kind: 'clock_step', data: { ms } }) as const),
    ...(opening === undefined ? [] : holes(opening)),
  ];
}

/** What is missing from a journal that was damaged, or replaced by an older one. */
export function holes({ damaged, restored }: Opening): OwnEvent[] {
  return [...(damaged ? [afterDamage(damaged)] : []), ...(restored ? [afterRestore(restored)] : [])];
}

function afterDamage({ kept, lost, why }: NonNullable<Opening['damaged']>): OwnEvent {
  return {
    kind: 'gap',
    reason: 'journal_damaged',
    data: { ...(kept && { kept }), ...(lost && { lost }), why },
  };
}

/** The mark names the newest event that is known to have existed; how many came after it nobody knows. */
function afterRestore({ mark, last }: NonNullable<Opening['restored']>): OwnEvent {
  return { kind: 'gap', reason: 'journal_restored', data: { epoch: mark.epoch, last, known: mark.seq } };
}
