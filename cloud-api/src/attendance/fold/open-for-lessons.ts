import type { Doubt } from '../rules/r17-doubt.ts';
import type { Lesson } from './facts.ts';
import type { SchoolDay } from './rebuild-student-day.ts';

/**
 * The day of somebody who has these lessons. The building is open while one of them lasts, whatever its hours say (I8):
 * R7 and R17 hold until it is over. What passes after the date's end is told by the next date, and nobody knows it here.
 */
export function openForLessons(day: SchoolDay, lessons: readonly Lesson[]): SchoolDay {
  const { starts, ends } = day.window;
  let { opens, closes } = day.window;
  for (const { start, end } of lessons) {
    if (start < opens) opens = start;
    if (end > closes) closes = end;
  }
  if (opens === day.window.opens && closes === day.window.closes) return day;
  const window = { starts, opens, closes, ends };
  if (closes <= ends) return { ...day, window };
  const untold: Doubt = { from: ends, until: closes, cause: 'coverage_gap', gateway: undefined };
  return { ...day, window, doubts: [...day.doubts, untold] };
}
