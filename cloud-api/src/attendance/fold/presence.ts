import type { Bounds } from '../rules/r14-clock.ts';
import { type Doubt, type Doubts, type Possibility, possiblePresence } from '../rules/r17-doubt.ts';
import type { DayWindow } from './settings.ts';
import { type Span, unionOf } from './spans.ts';
import type { Interval } from './student-day.ts';
import type { Walk } from './walk-state.ts';

/**
 * Where a person was, as two disjoint and ordered sets. `certain` lies within `possible`, and is the same object where
 * nothing is in doubt.
 */
export interface Presence {
  readonly certain: readonly Span[];
  readonly possible: readonly Span[];
  /** The doubts that `possible` rests on. */
  readonly causes: readonly Doubt[];
}

/** A stay during which the person passed at an unknown moment is only possible (R14). */
export function clouded(intervals: readonly Interval[], undated: readonly Bounds[]): readonly Interval[] {
  if (undated.length === 0) return intervals;
  return intervals.map((interval) =>
    undated.some((bounds) => bounds.from < interval.end && bounds.until > interval.start)
      ? { ...interval, uncertain: true }
      : interval,
  );
}

/** Certain and possible presence of R16, from the stays, the bridges of R8 and the doubts of R17. */
export function presenceOf(
  intervals: readonly Interval[],
  walk: Walk,
  doubts: Doubts,
  window: DayWindow,
): Presence {
  const recorded: Span[] = [...walk.bridges];
  for (const { start, end } of intervals) recorded.push({ from: start, until: end });
  const inside = unionOf(recorded);
  const certain = intervals.some((interval) => interval.uncertain) ? certainOf(intervals, walk) : inside;
  const extra: Possibility = possiblePresence(doubts, inside, window);
  return {
    certain,
    possible: extra.spans.length === 0 ? inside : unionOf([...inside, ...extra.spans]),
    causes: extra.causes,
  };
}

function certainOf(intervals: readonly Interval[], walk: Walk): Span[] {
  const certain: Span[] = [...walk.bridges];
  for (const { start, end, uncertain } of intervals)
    if (!uncertain) certain.push({ from: start, until: end });
  return unionOf(certain);
}
