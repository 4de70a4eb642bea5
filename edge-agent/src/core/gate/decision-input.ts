import type { AllowListEntry } from '@vratar/protocol/lists';
import { type DecisionInput, holderOf, holdingOf } from '../decision/types.ts';
import { isReady } from '../lane/phase.ts';
import type { Moment } from '../moment.ts';
import type { CardReading } from '../ports.ts';
import type { Direction } from '../schedule/lookup.ts';
import type { FirstCard, LaneUnit } from './lane-unit.ts';
import { findGrant, othersInside } from './open-grants.ts';
import type { GateParts } from './parts.ts';

/** A card at a reader of a lane. */
export interface Tap {
  readonly unit: LaneUnit;
  readonly direction: Direction;
  readonly reading: CardReading;
  readonly entry: AllowListEntry | undefined;
  readonly trace: string;
  readonly readAgeMs: number;
}

/** The card that waits for its second there. */
export function firstCard({ unit, direction }: Tap, now: Moment): FirstCard | undefined {
  const first = unit.firsts[direction];
  return first !== undefined && now.mono < first.until ? first : undefined;
}

/** All that the decision about a tap may depend on, as it is now. */
export function decisionInput(parts: GateParts, tap: Tap, now: Moment): DecisionInput {
  const { unit, direction, reading, entry } = tap;
  const { rules, presence, entries, modes, units } = parts;
  const rule = rules.twoCards(unit.id, direction);
  const first = firstCard(tap, now);
  const holder = entry === undefined ? undefined : holderOf(entry);
  // An escort does not pass: where the escort is matters no more than how full it is.
  const escorting = first !== undefined && holder !== holderOf(first.entry);
  return {
    direction,
    utc: now.utc,
    timeTrusted: rules.timeTrusted(now),
    readAgeMs: tap.readAgeMs,
    reading: 'token' in reading ? 'token' : reading.refused,
    token: 'token' in reading ? reading.token : '',
    listVersion: rules.list?.version,
    entry,
    plan: rules.plan(now.utc),
    schools: rules.schools,
    lane: {
      id: unit.id,
      mode: unit.modes[direction].mode,
      lockdown: modes.lockdown,
      inService: unit.state.service === 'in' && unit.isAvailable(direction),
      ready: isReady(unit.state, unit.context, 'card', direction, now.mono),
    },
    passback: {
      rule: escorting ? { mode: 'off' } : rules.passback(unit.zone),
      place: holder === undefined ? undefined : presence.place(unit.zone, holder, now),
      openGrant: holder === undefined ? undefined : findGrant(units, unit.zone, holder, direction, unit),
    },
    inside: othersInside(parts, unit.zone, holder),
    maxInside: escorting ? undefined : rules.maxInside(unit.zone),
    usedEntries:
      entry === undefined ? 0 : entries.used(holdingOf(entry)) + entriesUnderWay(parts, entry, unit),
    second:
      rule === undefined
        ? undefined
        : { kinds: rule.kinds, first: first && { holder: holderOf(first.entry) } },
  };
}

/** Zones that the holder is granted to enter, and has not entered yet. */
function entriesUnderWay({ units }: GateParts, entry: AllowListEntry, tapped: LaneUnit): number {
  const zones = new Set([...units.values()].map(({ zone }) => zone));
  const holder = holderOf(entry);
  return [...zones].filter((zone) => findGrant(units, zone, holder, 'in', tapped) !== undefined).length;
}
