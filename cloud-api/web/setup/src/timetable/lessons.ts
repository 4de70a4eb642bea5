import type { Lesson } from '../types.ts';

/** What a class has at one hour of the week; its subgroups side by side. */
export const lessonsAt = (lessons: readonly Lesson[], weekday: number, period: number): readonly Lesson[] =>
  lessons.filter((one) => one.weekday === weekday && one.period === period);

/** The same week with other lessons at one hour. Pure. */
export const withLessons = (
  lessons: readonly Lesson[],
  weekday: number,
  period: number,
  now: readonly Omit<Lesson, 'weekday' | 'period'>[],
): readonly Lesson[] => [
  ...lessons.filter((one) => one.weekday !== weekday || one.period !== period),
  ...now.map((one) => ({ ...one, weekday, period })),
];

/** Days and hours that a grid of these lessons shows: the working week, and the first hours at least. */
export function extentOf(lessons: readonly Lesson[], hours = 0) {
  const lastDay = Math.max(5, ...lessons.map(({ weekday }) => weekday));
  const firstHour = Math.min(1, ...lessons.map(({ period }) => period));
  const lastHour = Math.max(hours, ...lessons.map(({ period }) => period));
  return {
    weekdays: Array.from({ length: lastDay }, (_, index) => index + 1),
    periods: Array.from({ length: lastHour - firstHour + 1 }, (_, index) => firstHour + index),
  };
}
