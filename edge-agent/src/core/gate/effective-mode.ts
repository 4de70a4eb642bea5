import type { Moment } from '../moment.ts';
import { type Direction, scheduledMode } from '../schedule/lookup.ts';
import type { LaneUnit } from './lane-unit.ts';
import type { EffectiveMode } from './modes.ts';
import type { GateParts } from './parts.ts';

/** A direction that a lane does not have. */
export const ABSENT: EffectiveMode = { mode: 'blocked', cause: 'configuration' };

/** The mode of one direction of a lane at a moment, by lockdown, order, calendar and configuration, the first that speaks. */
export function effectiveMode(
  { modes, rules }: Pick<GateParts, 'modes' | 'rules'>,
  unit: LaneUnit,
  direction: Direction,
  at: Moment,
): EffectiveMode {
  const side = unit.config[direction];
  if (side === undefined) return ABSENT;
  const scheduled = rules.timeTrusted(at)
    ? scheduledMode(rules.plan(at.utc), unit.id, direction, at.utc)
    : undefined;
  return modes.effective(unit.id, direction, scheduled, side.mode);
}
