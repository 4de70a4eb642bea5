import type { Moment } from '../moment.ts';
import type { LaneDriver } from './lane-driver.ts';
import type { LaneUnit } from './lane-unit.ts';

/**
 * Tells again what still lasts where a new day begins: each day of the journal stands on its own, because attendance is
 * rebuilt day by day and every stretch in which a body could pass is doubt on each day that it touches (R17).
 */
export function tellStanding(units: Iterable<LaneUnit>, driver: LaneDriver, now: Moment): void {
  const data = { continued: true };
  const at = now.mono;
  for (const unit of units) {
    if (unit.freeSpan !== undefined) {
      const { reason, direction } = unit.freeSpan;
      driver.event(unit, { kind: 'free_start', at, reason, direction, data }, now);
    }
    for (const fault of unit.faults) {
      const [reason] = fault.split(' ');
      driver.event(unit, { kind: 'lane_fault', at, reason, data }, now);
    }
    if (unit.state.held !== undefined) driver.event(unit, { kind: 'held_start', at, data }, now);
  }
}
