import type { Lesson } from '../fold/facts.ts';
import { readPerson } from '../fold/person-read.ts';
import type { SchoolDay } from '../fold/rebuild-student-day.ts';
import type { Span } from '../fold/spans.ts';
import type { Trail } from '../fold/trail.ts';

/** How a lesson stands while it may still be going on. `before`: it has not begun. */
export type LessonStanding = 'before' | 'here' | 'late' | 'missing' | 'unknown';

/**
 * A person counts as here who was there at the bell, as late who came after it, and as missing only without a doubt.
 * @param day of somebody who has the lesson, see `openForLessons`
 */
export function lessonStanding(day: SchoolDay, trail: Trail, lesson: Lesson, at: number): LessonStanding {
  if (at < lesson.start) return 'before';
  const until = Math.min(at, lesson.end);
  const past = { ...trail, passes: trail.passes.filter((pass) => pass.at <= at) };
  const { presence } = readPerson(day, past);
  const certain = standing(presence.certain, lesson.start, until);
  const possible = standing(presence.possible, lesson.start, until);
  return certain === possible ? certain : 'unknown';
}

function standing(presence: readonly Span[], start: number, until: number): 'here' | 'late' | 'missing' {
  const first = presence.find((span) => span.until > start && span.from <= until);
  if (first === undefined) return 'missing';
  return first.from <= start ? 'here' : 'late';
}
