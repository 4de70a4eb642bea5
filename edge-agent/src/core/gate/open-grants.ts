import type { Grant } from '../lane/types.ts';
import type { Presence } from '../passback/presence.ts';
import type { Direction } from '../schedule/lookup.ts';
import type { LaneUnit } from './lane-unit.ts';

/** Grants of a lane that open it and may still become a passage. */
function* openingGrants({ state }: LaneUnit): Generator<Grant> {
  if (state.committing !== undefined) yield state.committing;
  if (state.open !== undefined && !state.open.passed) yield state.open.grant;
  if (state.next !== undefined) yield state.next.grant;
}

/** These, and taps in a free direction, which open nothing. */
function* pendingGrants(unit: LaneUnit): Generator<Grant> {
  yield* openingGrants(unit);
  for (const { grant } of unit.state.claims) yield grant;
}

/**
 * Lane of that zone on which the holder has a grant in that direction.
 * @param tapped the lane at which the holder taps: whoever taps again where the way is, or was, free has used nothing yet
 */
export function findGrant(
  units: ReadonlyMap<string, LaneUnit>,
  zone: string,
  holder: string,
  direction: Direction,
  tapped: LaneUnit,
): string | undefined {
  for (const unit of units.values()) {
    if (unit.zone !== zone) continue;
    for (const grant of unit === tapped ? openingGrants(unit) : pendingGrants(unit)) {
      if (grant.holder === holder && grant.direction === direction) return unit.id;
    }
  }
  return undefined;
}

/**
 * People inside the zone, or granted to go in, without the one who asks: whoever is counted already takes no second
 * place. After an evacuation those who come back are still counted as inside.
 */
export function othersInside(
  { units, presence }: { readonly units: ReadonlyMap<string, LaneUnit>; readonly presence: Presence },
  zone: string,
  holder: string | undefined,
): number {
  const isInside = (one: string) => presence.isInside(zone, one);
  const entering = new Set<string>();
  let unnamed = 0;
  for (const unit of units.values()) {
    if (unit.zone !== zone) continue;
    for (const grant of pendingGrants(unit)) {
      if (grant.direction !== 'in') continue;
      if (grant.holder === undefined) unnamed += 1;
      else if (grant.holder !== holder && !isInside(grant.holder)) entering.add(grant.holder);
    }
  }
  const known = presence.inside(zone) - Number(holder !== undefined && isInside(holder));
  return known + entering.size + unnamed;
}
