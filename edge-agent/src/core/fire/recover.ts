import {
  endHold,
  type FireLatch,
  type LatchDoubt,
  type LatchReading,
  mergeLatches,
  NEVER_SET,
} from './latch.ts';

/** What is held when a run begins. */
export interface Recovered {
  /** Of the zones of the configuration, and of those that it has lost while something held them. */
  readonly latch: FireLatch;
  readonly doubt?: LatchDoubt;
}

/**
 * What the latch files and the journal say together. Either may be the later one: the files on a disk that takes no
 * events, the journal when power went between its commit and the writing of the files. Either may be an old copy.
 *
 * @param told what the journal was told last
 * @param zones those of the configuration
 */
export function recoverLatch(
  reading: LatchReading,
  told: FireLatch,
  zones: readonly string[],
  nextId: () => string,
): Recovered {
  const read = reading.kind === 'read' ? reading.latch : {};
  const known = mergeLatches(told, read);
  // A wrong file ends no fire: what it has lost holds on, and is as it was when the right one is back.
  const held = Object.keys(known).filter((zone) => told[zone]?.hold ?? read[zone]?.hold);
  const names = [...new Set([...zones, ...held])];
  const mine: FireLatch = Object.fromEntries(names.map((zone) => [zone, known[zone] ?? NEVER_SET]));
  const doubt = reading.kind === 'unreadable' ? 'latch_unreadable' : undefined;
  if (doubt === undefined) return { latch: mine };
  // Anew, whatever the journal has as held: the end of that is not the end of the doubt.
  const all = Object.entries(mine).map(
    ([zone, record]) => [zone, endHold(record, { as: 'fire', id: nextId() })] as const,
  );
  return { latch: Object.fromEntries(all), doubt };
}
