import { VratarError } from '@vratar/protocol/errors';
import type { FireZone, Lane, Site } from '../config/index.ts';
import { sameConfig } from '../config/same-config.ts';
import { phaseOf } from '../lane/phase.ts';
import type { LaneUnit } from './lane-unit.ts';

/** What differs between the site as it runs and as it is to be. Names of what is new, gone, or not as it was. */
export interface Rewiring {
  readonly devices: ReadonlySet<string>;
  readonly lanes: ReadonlySet<string>;
  readonly fireInputs: ReadonlySet<string>;
}

/** Parts of a site that everything else rests on: a gate reads them when it starts. */
const FIXED = ['building', 'timezone', 'language'] as const;

/**
 * Compares two sites. Nobody may be in a lane that changes, and nothing of a latched zone may.
 * @throws VratarError `reload_needs_restart`, `reload_zone_latched`, `reload_lane_busy`
 */
export function planRewiring(
  before: Site,
  after: Site,
  units: ReadonlyMap<string, LaneUnit>,
  latched: readonly FireZone[],
): Rewiring {
  for (const field of FIXED) {
    if (before[field] !== after[field])
      throw new VratarError('reload_needs_restart', { field: `site.${field}` });
  }
  const plan: Rewiring = {
    devices: differing(before.devices, after.devices),
    lanes: differing(before.lanes, after.lanes),
    fireInputs: differing(before.fire.inputs, after.fire.inputs),
  };
  const zones = differing(before.fire.zones, after.fire.zones);
  for (const zone of latched) {
    if (zones.has(zone.id) || belongsTo(zone, before, plan))
      throw new VratarError('reload_zone_latched', { zone: zone.id });
  }
  for (const lane of plan.lanes) assertEmpty(units.get(lane));
  return plan;
}

/** Whether something that the zone watches or frees changes. */
function belongsTo({ inputs, lanes }: FireZone, site: Site, plan: Rewiring): boolean {
  const watched = site.fire.inputs.filter(({ id }) => inputs.includes(id));
  const freed = site.lanes.filter(({ id }) => lanes?.includes(id) ?? true);
  return (
    watched.some(({ id, device }) => plan.fireInputs.has(id) || plan.devices.has(device)) ||
    freed.some(
      (lane) => plan.lanes.has(lane.id) || releasesOf(lane).some((device) => plan.devices.has(device)),
    )
  );
}

const releasesOf = ({ in: inward, out }: Lane): string[] =>
  [inward, out].flatMap((side) => (side === undefined ? [] : [side.release.device]));

function assertEmpty(unit: LaneUnit | undefined): void {
  if (unit === undefined) return;
  const state = phaseOf(unit.state);
  if (state !== 'idle' && state !== 'out_of_service') {
    throw new VratarError('reload_lane_busy', { lane: unit.id, state });
  }
}

/** Names under which the two differ. */
function differing<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): Set<string> {
  const old = new Map(before.map((one) => [one.id, one]));
  const changed = after.filter((one) => !sameConfig(old.get(one.id), one)).map(({ id }) => id);
  const gone = before.filter(({ id }) => !after.some((one) => one.id === id)).map(({ id }) => id);
  return new Set([...changed, ...gone]);
}
