import { dayTotals } from '../rules/r20-totals.ts';
import type { EventFact, Lesson } from './facts.ts';
import type { Interval, LessonResult, StudentDay } from './student-day.ts';

/** What had arrived at `asOf`. An event whose arrival is not known counts from its own time on. */
export function knownAt(events: readonly EventFact[], asOf: number): readonly EventFact[] {
  if (asOf === Number.POSITIVE_INFINITY) return events;
  return events.filter((event) => (event.receivedAt ?? event.at) <= asOf);
}

/**
 * A day while it is still going on: a stay that has not ended is open, and a lesson that is not over says nothing yet,
 * unless a teacher has marked it.
 */
export function seenAt(
  day: StudentDay,
  lessons: readonly Lesson[],
  marked: ReadonlyMap<number, unknown> | undefined,
  asOf: number,
): StudentDay {
  if (asOf === Number.POSITIVE_INFINITY) return day;
  const results = day.lessons.map((result, index): LessonResult => {
    const lesson = lessons[index];
    const isOver = lesson === undefined || lesson.end <= asOf || marked?.has(result.n) === true;
    return isOver ? result : { n: result.n, status: 'pending', flags: [] };
  });
  return { ...day, intervals: openIntervals(day.intervals, asOf), lessons: results, ...dayTotals(results) };
}

function openIntervals(intervals: readonly Interval[], asOf: number): readonly Interval[] {
  return intervals
    .filter((interval) => interval.start < asOf)
    .map((interval) => (interval.end <= asOf ? interval : { ...interval, end: asOf, endQuality: 'open' }));
}
