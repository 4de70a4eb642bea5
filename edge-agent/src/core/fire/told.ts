import type { StateChange, StateRow } from '../state-rows.ts';
import type { FireLatch, LatchDoubt } from './latch.ts';
import type { FireEffect } from './types.ts';

const AREA = 'fire';

/** What the journal was told last of each zone. */
export function toldLatch(rows: readonly StateRow[]): FireLatch {
  const mine = rows.filter(({ area }) => area === AREA);
  return Object.fromEntries(mine.map(({ key, value }) => [key, JSON.parse(value)]));
}

/** Goes with the event that tells of it, so that the two can never disagree. */
export function rowOf(effect: Extract<FireEffect, { kind: 'set' | 'reset' }>): StateChange {
  const { zone: key } = effect;
  if (effect.kind === 'reset') return { op: 'delete', area: AREA, key };
  return { op: 'put', area: AREA, key, value: JSON.stringify(effect.latch) };
}

/**
 * What an earlier run did and could not tell: the latch is written first, and a process or the power may end before the
 * event is durable. The latch files are believed, not the journal: on a full disk events wait for hours while the latch
 * is still written.
 * @param doubt why nobody can say which zones are set: then every zone that is held is told, with that reason
 */
export function untold(latch: FireLatch, told: FireLatch, doubt?: LatchDoubt): FireEffect[] {
  const ended = Object.entries(told).filter(([zone, was]) => !isAtLeast(latch[zone], was));
  const begun = Object.entries(latch).filter(([zone, set]) => doubt !== undefined || told[zone] !== set);
  const late = { inputs: [], observedLate: true, reason: doubt ?? 'latch_restored' } as const;
  return [
    ...ended.map(
      ([zone, was]) => ({ kind: 'reset', zone, was, unreadable: [], observedLate: true }) as const,
    ),
    ...begun.map(([zone, set]) => ({ kind: 'set', zone, latch: set, was: told[zone], ...late }) as const),
  ];
}

/** A fire takes a drill over without a reset between them; a drill never takes over a fire. */
const isAtLeast = (latch: FireLatch[string] | undefined, was: FireLatch[string]): boolean =>
  latch === 'fire' || latch === was;
