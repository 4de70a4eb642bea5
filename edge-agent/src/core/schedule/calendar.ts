import type { LaneModeRule, ScheduleGroup, SitePolicy } from '@vratar/protocol/lists';
import { type LocalDay, localDay, wallTime } from './local-time.ts';

export type DirectionMode = 'controlled' | 'free' | 'blocked';

/** A stretch of UTC milliseconds `[start, end)` in which something holds. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface OpenSpan extends Span {
  readonly in: boolean;
  readonly out: boolean;
}

export interface GroupPlan {
  readonly lanes: ReadonlySet<string> | undefined;
  readonly open: readonly OpenSpan[];
  /** Its weekly windows do not hold on this day, which is a holiday. */
  readonly holiday: boolean;
}

export interface ModeSpan extends Span {
  readonly lanes: ReadonlySet<string> | undefined;
  readonly in: DirectionMode | undefined;
  readonly out: DirectionMode | undefined;
}

/** The rules of one local day, resolved to integers, so that a decision computes with no calendar. */
export interface DayPlan extends Span {
  readonly groups: ReadonlyMap<string, GroupPlan>;
  readonly modes: readonly ModeSpan[];
  /** Moments at which everybody's place is forgotten: yesterday's, today's. */
  readonly resets: readonly number[];
}

/** Resolves the policy for the local day that holds `utc`; valid in `[start, end)`. */
export function planDay(policy: SitePolicy, utc: number): DayPlan {
  const today = localDay(policy.timezone, utc);
  // A window of yesterday may still be open after midnight.
  const days = [localDay(policy.timezone, utc, -1), today];
  const groups = policy.groups.map((group) => [group.id, planGroup(policy, group, days)] as const);
  return {
    start: today.start,
    end: today.end,
    groups: new Map(groups),
    modes: policy.laneModes.flatMap((rule) => days.flatMap((day) => planMode(policy, rule, day))),
    resets: days.map((day) => wallTime(day, policy.passbackReset ?? '03:00', 'start')),
  };
}

function planGroup(policy: SitePolicy, group: ScheduleGroup, days: readonly LocalDay[]): GroupPlan {
  const today = days.at(-1)!;
  return {
    lanes: group.lanes === undefined ? undefined : new Set(group.lanes),
    open: days.flatMap((day) => openSpans(policy, group, day)).filter((span) => span.end > today.start),
    holiday: isHoliday(policy, today) && group.onHolidays !== true && exceptionOf(group, today) === undefined,
  };
}

function openSpans(policy: SitePolicy, group: ScheduleGroup, day: LocalDay): OpenSpan[] {
  const exception = exceptionOf(group, day);
  if (exception === undefined && isHoliday(policy, day) && group.onHolidays !== true) return [];
  const windows = exception?.windows ?? group.weekly.filter((window) => window.days.includes(day.weekday));
  return windows.map(({ from, to, directions }) => ({
    ...span(day, from, to),
    in: directions?.includes('in') ?? true,
    out: directions?.includes('out') ?? true,
  }));
}

function planMode(policy: SitePolicy, rule: LaneModeRule, day: LocalDay): ModeSpan[] {
  if (!rule.days.includes(day.weekday)) return [];
  if (isHoliday(policy, day) && rule.onHolidays !== true) return [];
  const lanes = rule.lanes === undefined ? undefined : new Set(rule.lanes);
  return [{ ...span(day, rule.from, rule.to), lanes, in: rule.in, out: rule.out }];
}

function span(day: LocalDay, from: string, to: string): Span {
  const start = wallTime(day, from, 'start');
  if (to > from) return { start, end: wallTime(day, to, 'end') };
  return { start, end: wallTime(localDay(day.timezone, day.start, 1), to, 'end') };
}

const exceptionOf = (group: ScheduleGroup, day: LocalDay) =>
  group.exceptions?.find((exception) => exception.date === day.date);

const isHoliday = (policy: SitePolicy, day: LocalDay): boolean =>
  policy.holidays.some((holiday) => holiday.from <= day.date && day.date <= holiday.to);
