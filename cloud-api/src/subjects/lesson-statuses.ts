import type { LessonStatus } from '../attendance/fold/student-day.ts';

/** What a copy may say of a lesson. */
export const LESSON_STATUSES = [
  'present',
  'late',
  'absent',
  'excused',
  'unknown',
  'suspended',
  'not_tracked',
  'gate_unused',
  'pending',
] as const satisfies readonly LessonStatus[];
