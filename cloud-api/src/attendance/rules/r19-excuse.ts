import type { LessonStatus } from '../fold/student-day.ts';

/** R19: an excuse turns an absence into an excused one; lateness cannot be excused, and doubt stays doubt. */
export function excuse(status: LessonStatus, excused: boolean): LessonStatus {
  return excused && status === 'absent' ? 'excused' : status;
}

/** R19: late lessons inside a medical note, listed for the teacher. */
export function lateInsideNote(
  lessons: readonly { readonly n: number; readonly status: LessonStatus }[],
  excused: boolean,
): number[] {
  return excused ? lessons.filter((lesson) => lesson.status === 'late').map((lesson) => lesson.n) : [];
}
