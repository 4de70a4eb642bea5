import type { PassQuality } from '../rules/r01-passage.ts';
import type { Pass } from '../rules/r03-order.ts';
import type { DayWindow } from './settings.ts';
import type { Span } from './spans.ts';
import type { DayFlag, EndQuality, Interval } from './student-day.ts';

/** The stay that is going on. */
export interface Stay {
  readonly building: string;
  readonly start: number;
  readonly startQuality: PassQuality;
}

export interface Exit {
  readonly at: number;
  readonly building: string;
  /** A person was seen leaving; false for an evacuation or the closing of the building. */
  readonly recorded: boolean;
}

/** Where a person is while the day's passages are read in order. Belongs to one call of `walkDay`. */
export interface Walk {
  readonly window: DayWindow;
  stay: Stay | undefined;
  lastExit: Exit | undefined;
  /** The passage read before, for R4. */
  before: Pass | undefined;
  readonly intervals: Interval[];
  readonly bridges: Span[];
  readonly flags: DayFlag[];
}

export function startWalk(window: DayWindow): Walk {
  return {
    window,
    stay: undefined,
    lastExit: undefined,
    before: undefined,
    intervals: [],
    bridges: [],
    flags: [],
  };
}

export function openStay(walk: Walk, entry: Pass): void {
  walk.stay = { building: entry.building, start: entry.at, startQuality: entry.quality };
}

/** Ends the stay that is going on; an empty one leaves no interval. */
export function closeStay(walk: Walk, at: number, endQuality: EndQuality, uncertain: boolean): void {
  const stay = walk.stay;
  if (stay === undefined) return;
  walk.stay = undefined;
  addStay(walk, {
    building: stay.building,
    start: stay.start,
    end: at,
    startQuality: stay.startQuality,
    endQuality,
    uncertain,
  });
  walk.lastExit = { at, building: stay.building, recorded: false };
}

export function addStay(walk: Walk, interval: Interval): void {
  if (interval.end > interval.start) walk.intervals.push(interval);
}

export function addFlag(walk: Walk, flag: DayFlag): void {
  if (!walk.flags.includes(flag)) walk.flags.push(flag);
}
