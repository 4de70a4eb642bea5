import type { TimetableLesson } from '../tables/calendar.ts';
import { type CalendarFacts, heldOn, holding } from './facts.ts';
import { addDays, isoWeek, type LocalDate } from './local-date.ts';
import { instantOf } from './local-time.ts';
import { type SchoolDay, schoolDay } from './school-day.ts';

/** A lesson on a date, with its times resolved. The groups of a divided class make one lesson (M16). */
export interface ResolvedLesson {
  /** Number of the lesson-hour. */
  readonly number: number;
  /** UTC milliseconds; `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly parts: readonly { readonly subject: string; readonly teacher?: string; readonly group?: string }[];
}

export interface ClassDay {
  readonly day: SchoolDay;
  readonly shift: string | undefined;
  readonly lessons: readonly ResolvedLesson[];
  /** Lesson-hours of the timetable that the bell schedule does not know: somebody has to mend one of them. */
  readonly withoutBell: readonly number[];
}

/** The lessons of a class on a date, ascending by number. Pure: all facts are in the calendar. */
export function classDay(calendar: CalendarFacts, classId: string, date: LocalDate): ClassDay | undefined {
  const of = calendar.classes.get(classId);
  if (of === undefined) return undefined;
  const day = schoolDay(calendar, of, date);
  const shift = heldOn(of.shifts, date);
  if (!day.lessons) return { day, shift, lessons: [], withoutBell: [] };

  const bells = calendar.bells.get(shift ?? '');
  const periods = new Map((bells && holding(bells, date))?.map((period) => [period.number, period]));
  const onThisDay = (holding(of.timetable, date) ?? []).filter((lesson) => isOn(lesson, day.byWeekday, date));
  const numbers = [...new Set(onThisDay.map((lesson) => lesson.period))].sort((a, b) => a - b);

  const lessons = numbers.flatMap((number): ResolvedLesson[] => {
    const period = periods.get(number);
    if (period === undefined) return [];
    const last = period.end > period.start ? date : addDays(date, 1);
    const parts = onThisDay
      .filter((lesson) => lesson.period === number)
      .map(({ weekday: _weekday, period: _period, weeks: _weeks, ...part }) => part);
    const start = instantOf(calendar.timezone, date, period.start);
    // Of a lesson in the hour that the clocks skip nothing is left.
    const end = Math.max(start, instantOf(calendar.timezone, last, period.end));
    return [{ number, start, end, parts }];
  });
  return { day, shift, lessons, withoutBell: numbers.filter((number) => !periods.has(number)) };
}

function isOn(lesson: TimetableLesson, byWeekday: number, date: LocalDate): boolean {
  if (lesson.weekday !== byWeekday) return false;
  return lesson.weeks === undefined || (lesson.weeks === 'odd') === (isoWeek(date) % 2 === 1);
}
