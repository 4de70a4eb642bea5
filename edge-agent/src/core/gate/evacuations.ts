import type { Moment } from '../moment.ts';
import type { StateChange, StateRow } from '../state-rows.ts';
import type { FreeSpan, LaneUnit } from './lane-unit.ts';
import type { GateParts } from './parts.ts';

const AREA = 'evacuation';

/** What goes with the `free_start` of a lane: whether it is one that a latch holds, and so may end only by a reset. */
export function startedRow({ id, building, latch }: LaneUnit, { reason }: FreeSpan): StateChange[] {
  if (latch === undefined) return [];
  return [{ op: 'put', area: AREA, key: id, value: JSON.stringify({ reason, building }) }];
}

/** What goes with the `free_end` of a lane. */
export const endedRow = ({ id }: LaneUnit): StateChange => ({ op: 'delete', area: AREA, key: id });

/**
 * Ends in the journal what an earlier run ended and could not tell: a `free_start` for a fire that has no end suspends
 * every lesson after it (R9).
 */
export function endUntold(
  { recorder, units, presence }: Pick<GateParts, 'recorder' | 'units' | 'presence'>,
  rows: readonly StateRow[],
  now: Moment,
): void {
  for (const { area, key: lane, value } of rows) {
    const unit = units.get(lane);
    if (area !== AREA || unit?.latch !== undefined) continue;
    const { reason, building } = JSON.parse(value) as { reason: string; building: string };
    const data = { observed_late: true };
    const doubt = unit === undefined ? [] : [presence.doubt(unit.zone, now)];
    const changes: StateChange[] = [{ op: 'delete', area: AREA, key: lane }, ...doubt];
    recorder.record({ kind: 'free_end', lane, building, reason, data }, now, changes);
  }
}
