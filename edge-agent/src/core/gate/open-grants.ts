import type { Grant } from '../lane/types.ts';
import type { Direction } from '../schedule/lookup.ts';
import type { LaneUnit } from './lane-unit.ts';

/** Grants of a lane that may still become a passage. */
function* pendingGrants({ state }: LaneUnit): Generator<Grant> {
  if (state.committing !== undefined) yield state.committing;
  if (state.open !== undefined && !state.open.passed) yield state.open.grant;
  if (state.next !== undefined) yield state.next.grant;
  for (const { grant } of state.claims) yield grant;
}

/** Lane of that zone on which the holder has a grant in that direction. */
export function findGrant(
  units: ReadonlyMap<string, LaneUnit>,
  zone: string,
  holder: string,
  direction: Direction,
): string | undefined {
  for (const unit of units.values()) {
    if (unit.zone !== zone) continue;
    for (const grant of pendingGrants(unit)) {
      if (grant.holder === holder && grant.direction === direction) return unit.id;
    }
  }
  return undefined;
}

/** People who are granted to go into the zone and have not passed yet. */
export function entriesUnderWay(units: ReadonlyMap<string, LaneUnit>, zone: string): number {
  let count = 0;
  for (const unit of units.values()) {
    if (unit.zone !== zone) continue;
    for (const { direction } of pendingGrants(unit)) if (direction === 'in') count += 1;
  }
  return count;
}
