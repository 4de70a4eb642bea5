import type { Lesson } from '../fold/facts.ts';
import type { SchoolDay } from '../fold/rebuild-student-day.ts';
import { lessonStanding } from './lesson-now.ts';
import type { TodayPerson } from './read-today.ts';
import type { LessonView } from './schema.ts';

/** The first lesson of the day and the one that is going on or comes next; undefined where there is none. */
export function lessonsToShow(lessons: readonly Lesson[], at: number): { first?: Lesson; now?: Lesson } {
  const [first] = lessons;
  const now = lessons.find((lesson) => at < lesson.end) ?? lessons.at(-1);
  return { ...(first === undefined ? {} : { first }), ...(now === undefined ? {} : { now }) };
}

/**
 * Who is in a lesson, of those who are tracked.
 * @param day of those who have it, see `openForLessons`
 */
export function lessonView(
  day: SchoolDay,
  persons: readonly TodayPerson[],
  lesson: Lesson,
  at: number,
): LessonView {
  const view = { ...lesson, here: 0, late: 0, missing: 0, unknown: 0, excused: 0 };
  for (const person of persons) {
    if (!person.tracked) continue;
    const standing = lessonStanding(day, person.trail, lesson, at);
    if (standing === 'before') continue;
    if (standing === 'missing' && person.excused) view.excused += 1;
    else view[standing] += 1;
  }
  return view;
}
