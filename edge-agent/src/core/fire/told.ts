import type { StateChange, StateRow } from '../state-rows.ts';
import { type FireLatch, isZoneRecord, type LatchDoubt, NEVER_SET, type ZoneRecord } from './latch.ts';
import type { FireEffect } from './types.ts';

const AREA = 'fire';

/** What the journal was told last of each zone. @param nextId gives ids that no run has given before */
export function toldLatch(rows: readonly StateRow[], nextId: () => string): FireLatch {
  const mine = rows.filter(({ area }) => area === AREA);
  return Object.fromEntries(mine.map(({ key, value }) => [key, recordIn(value) ?? unreadable(nextId())]));
}

function recordIn(value: string): ZoneRecord | undefined {
  try {
    const record: unknown = JSON.parse(value);
    return isZoneRecord(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** As a latch that nobody can read, one that is set (I1); and not the one that somebody has reset before. */
const unreadable = (id: string): ZoneRecord => ({ hold: { as: 'fire', id }, ended: [] });

/** Goes with the event that tells of it, so that the two can never disagree. */
export function rowOf({ zone: key, record }: Extract<FireEffect, { kind: 'set' | 'reset' }>): StateChange {
  return { op: 'put', area: AREA, key, value: JSON.stringify(record) };
}

/**
 * What an earlier run did and could not tell: the latch is written first, and a process or the power may end before the
 * event is durable; on a full disk events wait for hours while the latch is still written.
 * @param latch what is held now, as of `recoverLatch`
 * @param doubt why nobody can say which zones are set: then every zone that is held is told, with that reason
 */
export function untold(latch: FireLatch, told: FireLatch, doubt?: LatchDoubt): FireEffect[] {
  const ended = Object.entries(told).flatMap(([zone, { hold }]): FireEffect[] => {
    const record = latch[zone] ?? NEVER_SET;
    if (hold === undefined || record.hold?.id === hold.id || takesOver(record, hold.as, doubt)) return [];
    // Whatever holds the zone since is not told yet: where power goes between the two, it must not look as if it were.
    const after = { ended: record.ended };
    return [{ kind: 'reset', zone, was: hold.as, unreadable: [], observedLate: true, record: after }];
  });
  const late = { inputs: [], observedLate: true, reason: doubt ?? 'latch_restored' } as const;
  const begun = Object.entries(latch).flatMap(([zone, record]): FireEffect[] => {
    const { hold } = record;
    const was = told[zone]?.hold;
    if (hold === undefined || (doubt === undefined && was?.id === hold.id)) return [];
    return [{ kind: 'set', zone, latch: hold.as, was: was?.as, ...late, record }];
  });
  return [...ended, ...begun];
}

/** A fire takes a drill over without a reset between them, and a doubt whatever was held; a drill never takes over a fire. */
const takesOver = ({ hold }: ZoneRecord, was: 'fire' | 'drill', doubt?: LatchDoubt): boolean =>
  hold?.as === 'fire' && (was === 'drill' || doubt !== undefined);
