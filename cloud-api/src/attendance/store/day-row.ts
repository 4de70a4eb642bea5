import type { Lesson, PupilFacts } from '../fold/facts.ts';
import { rebuildStudentDay, type SchoolDay } from '../fold/rebuild-student-day.ts';
import { emptyTrail, type Trail } from '../fold/trail.ts';
import type { DayBasis } from './day-basis.ts';
import { doubtText } from './doubt-text.ts';
import { intervalText } from './interval-text.ts';
import { lessonLetters } from './lesson-letters.ts';
import { marksText } from './marks-text.ts';
import { trailText } from './trail-text.ts';

/** One row of `person_day` but its revision: equal rows have equal texts in every column. */
export interface DayRow {
  readonly school: string;
  readonly day: string;
  readonly person: string;
  readonly class: string | null;
  readonly tracked: boolean;
  readonly excused: boolean;
  readonly marks: string;
  readonly trail: string;
  readonly intervals: string;
  readonly lessons: string;
  readonly flags: string;
  readonly doubts: string;
  readonly unexcused_halves: number;
  readonly excused_hours: number;
  readonly review_lessons: number;
}

/** Lessons of a class on a date, and whether the gates say anything about them (R18). */
export interface Timetabled {
  readonly lessons: readonly Lesson[];
  readonly gateUnused: boolean;
}

export const NO_LESSONS: Timetabled = { lessons: [], gateUnused: false };

export const pupilFacts = (basis: DayBasis, timetabled: Timetabled): PupilFacts => ({
  person: basis.person,
  lessons: timetabled.lessons,
  excused: basis.excused,
  passOnly: !basis.tracked,
  gateUnused: timetabled.gateUnused,
  marks: basis.marks,
});

/**
 * Folds a person's day into its row. Every way to a row, one event at a time or a rebuild from nothing, ends here.
 * What the gates saw of a person who is not tracked is not kept (R22).
 */
export function dayRow(basis: DayBasis, trail: Trail, schoolDay: SchoolDay, timetabled: Timetabled): DayRow {
  const kept = basis.tracked ? trail : emptyTrail();
  const result = rebuildStudentDay(schoolDay, pupilFacts(basis, timetabled), kept);
  return {
    school: basis.school,
    day: basis.day,
    person: basis.person,
    class: basis.class ?? null,
    tracked: basis.tracked,
    excused: basis.excused,
    marks: marksText(basis.marks),
    trail: trailText(kept),
    intervals: intervalText(result.intervals),
    lessons: lessonLetters(result.lessons),
    flags: result.flags.join(' '),
    doubts: doubtText(result.doubts),
    unexcused_halves: result.unexcusedHours * 2,
    excused_hours: result.excusedHours,
    review_lessons: result.reviewLessons,
  };
}
