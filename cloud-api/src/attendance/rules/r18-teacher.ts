import type { Mark } from '../fold/facts.ts';
import type { LessonResult, LessonStatus } from '../fold/student-day.ts';

/** R18: what the gates say where they are not used: nothing, until the teacher marks the lesson. */
export const GATE_UNUSED: LessonStatus = 'gate_unused';

/** R18: the teacher's mark always wins. */
export function markedResult(n: number, mark: Mark): LessonResult {
  return { n, status: mark, flags: [] };
}
