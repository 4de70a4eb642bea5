import type { DayPlan, DirectionMode } from './calendar.ts';

export type Direction = 'in' | 'out';

export type ScheduleAnswer =
  | { readonly open: true; readonly group: string | undefined; readonly until: number }
  | {
      readonly open: false;
      readonly code: 'outside_schedule' | 'holiday' | 'lane_not_allowed' | 'direction_not_allowed';
    };

/**
 * Whether one of the groups opens this lane in this direction now. When none does, the answer is the reason that comes
 * nearest to opening: a wrong direction before a wrong lane before a holiday before a wrong hour.
 *
 * @param groups undefined: no schedule binds the credential
 */
export function scheduleAt(
  plan: DayPlan,
  groups: readonly string[] | undefined,
  lane: string,
  direction: Direction,
  utc: number,
): ScheduleAnswer {
  if (groups === undefined) return { open: true, group: undefined, until: Number.POSITIVE_INFINITY };
  let wrongDirection = false;
  let wrongLane = false;
  let holiday = false;
  for (const id of groups) {
    const group = plan.groups.get(id);
    if (group === undefined) continue;
    const laneFits = group.lanes === undefined || group.lanes.has(lane);
    holiday ||= group.holiday;
    for (const span of group.open) {
      if (utc < span.start || utc >= span.end) continue;
      if (laneFits && span[direction]) return { open: true, group: id, until: span.end };
      wrongDirection ||= laneFits;
      wrongLane ||= !laneFits;
    }
  }
  if (wrongDirection) return { open: false, code: 'direction_not_allowed' };
  if (wrongLane) return { open: false, code: 'lane_not_allowed' };
  return { open: false, code: holiday ? 'holiday' : 'outside_schedule' };
}

/** The calendar's mode of one direction of a lane; the last rule that holds wins. */
export function scheduledMode(
  plan: DayPlan,
  lane: string,
  direction: Direction,
  utc: number,
): DirectionMode | undefined {
  let mode: DirectionMode | undefined;
  for (const span of plan.modes) {
    if (utc < span.start || utc >= span.end) continue;
    if (span.lanes !== undefined && !span.lanes.has(lane)) continue;
    mode = span[direction] ?? mode;
  }
  return mode;
}
