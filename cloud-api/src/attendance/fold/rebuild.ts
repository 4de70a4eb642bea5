import type { IntegrityAlarm } from '../rules/r02-identity.ts';
import { knownAt, seenAt } from './as-of.ts';
import type { SchoolDayFacts } from './facts.ts';
import { readSchoolDay } from './read-school-day.ts';
import { rebuildStudentDay } from './rebuild-student-day.ts';
import type { StudentDay } from './student-day.ts';
import { emptyTrail } from './trail.ts';

export interface Rebuilt {
  /** In the order of `facts.pupils`. */
  readonly days: readonly StudentDay[];
  readonly alarms: readonly IntegrityAlarm[];
}

/**
 * The attendance of a school day as a pure function of its facts (I6).
 * @param asOf only what had arrived by then counts, and lessons that were not over are `pending`; Infinity for the
 *   final view, which is the one that is stored
 */
export function rebuild(facts: SchoolDayFacts, asOf: number): Rebuilt {
  const { day, trails, alarms } = readSchoolDay({ ...facts, events: knownAt(facts.events, asOf) });
  const days = facts.pupils.map((pupil) => {
    const result = rebuildStudentDay(day, pupil, trails.find(pupil.person) ?? emptyTrail());
    return seenAt(result, pupil.lessons, pupil.marks, asOf);
  });
  return { days, alarms };
}
