import type { SchoolDay } from '../fold/rebuild-student-day.ts';
import { rebuildStudentDay } from '../fold/rebuild-student-day.ts';
import type { LessonResult, StudentDay } from '../fold/student-day.ts';
import type { DayBasis } from '../store/day-basis.ts';
import { pupilFacts, type Timetabled } from '../store/day-row.ts';
import { parseTrail } from '../store/trail-text.ts';
import type { LessonCell } from './schema.ts';

/** One pupil's day as the fold says it at this moment; the stored row does not know of a silence that still lasts. */
export function foldNow(day: SchoolDay, basis: DayBasis, trail: string, timetabled: Timetabled): StudentDay {
  return rebuildStudentDay(day, pupilFacts(basis, timetabled), parseTrail(trail));
}

/** Lessons as a screen shows them: of what has not begun nobody says anything. */
export function cellsOf(
  lessons: readonly LessonResult[],
  timetabled: Timetabled,
  marks: DayBasis['marks'],
  now: number,
): LessonCell[] {
  const starts = new Map(timetabled.lessons.map(({ n, start }) => [n, start]));
  return lessons.map(({ n, status, flags }) => {
    const decided = marks?.has(n) === true;
    const begun = (starts.get(n) ?? 0) <= now;
    return {
      n,
      status: begun || decided ? status : 'pending',
      ...(flags.length > 0 && begun ? { leftEarly: true } : {}),
      ...(decided ? { decided } : {}),
    };
  });
}
