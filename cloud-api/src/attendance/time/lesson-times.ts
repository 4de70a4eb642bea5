import type { Lesson } from '../fold/facts.ts';
import type { LocalTimes } from './local-times.ts';

/** Seconds after local midnight, `[start, end)`. */
export type LessonHours = readonly [start: number, end: number];

/**
 * Lessons of one date in their order. A lesson that ends at or before its start, and every lesson that starts before
 * the one it follows, lies on the next date: a shift may run over midnight.
 */
export function lessonTimes(times: LocalTimes, date: string, hours: readonly LessonHours[]): Lesson[] {
  let dayOffset = 0;
  let before = 0;
  return hours.map(([start, end], index) => {
    if (start + dayOffset < before) dayOffset += 86_400;
    before = start + dayOffset;
    const until = end <= start ? end + 86_400 : end;
    const begins = times.at(date, before);
    // Of a lesson in the hour that the clocks skip nothing is left.
    return { n: index + 1, start: begins, end: Math.max(begins, times.at(date, until + dayOffset)) };
  });
}
