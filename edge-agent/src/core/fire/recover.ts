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
  /** Of the zones that there are, and no other. */
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
  const known = mergeLatches(told, reading.kind === 'read' ? reading.latch : {});
  const mine: FireLatch = Object.fromEntries(zones.map((zone) => [zone, known[zone] ?? NEVER_SET]));
  // A hold of a zone that the configuration has lost may be about any of its lanes.
  const lost = Object.entries(known).some(([zone, { hold }]) => hold !== undefined && !zones.includes(zone));
  const doubt = reading.kind === 'unreadable' ? 'latch_unreadable' : lost ? 'latch_zone_unknown' : undefined;
  if (doubt === undefined) return { latch: mine };
  const all = Object.entries(mine).map(([zone, record]) => {
    const held = record.hold?.as === 'fire';
    return [zone, held ? record : endHold(record, { as: 'fire', id: nextId() })] as const;
  });
  return { latch: Object.fromEntries(all), doubt };
}
