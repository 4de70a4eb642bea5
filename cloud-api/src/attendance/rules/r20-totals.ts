import type { LessonResult } from '../fold/student-day.ts';

export interface DayTotals {
  /** Lesson-hours: an absence is 1, a lateness 0.5. */
  readonly unexcusedHours: number;
  readonly excusedHours: number;
  /** Lessons that a person has to decide. */
  readonly reviewLessons: number;
}

/** R20: what one day adds to the month of a pupil. */
export function dayTotals(lessons: readonly LessonResult[]): DayTotals {
  let halves = 0;
  let excusedHours = 0;
  let reviewLessons = 0;
  for (const { status } of lessons) {
    if (status === 'absent') halves += 2;
    else if (status === 'late') halves += 1;
    else if (status === 'excused') excusedHours += 1;
    else if (status === 'unknown') reviewLessons += 1;
  }
  return { unexcusedHours: halves / 2, excusedHours, reviewLessons };
}

/** R20 for preschool: any full absence mark makes the day an absent day; lateness is ignored. */
export function preschoolDay(lessons: readonly LessonResult[]): { unexcused: 0 | 1; excused: 0 | 1 } {
  const unexcused = lessons.some((lesson) => lesson.status === 'absent') ? 1 : 0;
  const excused = unexcused === 0 && lessons.some((lesson) => lesson.status === 'excused') ? 1 : 0;
  return { unexcused, excused };
}
