import type { Generated, JSONColumnType } from 'kysely';

/** When a fact became known, and when it was taken back; what is current has no `withdrawn_at`. */
export interface Known {
  recorded_at: Generated<Date>;
  withdrawn_at: Date | null;
}

export interface SchoolYearTable {
  id: Generated<string>;
  school: string;
  /** 2026 for 2026/27. */
  start_year: number;
  first_day: string;
  last_day: string;
}

export interface TermTable {
  id: Generated<string>;
  school: string;
  school_year: string;
  number: number;
  first_day: string;
  last_day: string;
}

export interface ShiftTable {
  id: Generated<string>;
  school: string;
  code: string;
  name: string;
}

export interface SubjectTable {
  id: Generated<string>;
  school: string;
  code: string;
  name: string;
}

export interface ClassTable {
  id: Generated<string>;
  school: string;
  school_year: string;
  /** Such as 7а. */
  name: string;
  /** BasicClassId of НЕИСПУО: −6 to −1 kindergarten, 1 to 13, 32 preschool group. */
  grade: number;
}

export interface ClassShiftTable extends Known {
  id: Generated<string>;
  school: string;
  class: string;
  shift: string;
  holds_from: string;
}

export interface ClassTeacherTable extends Known {
  id: Generated<string>;
  school: string;
  class: string;
  teacher: string | null;
  holds_from: string;
}

/** One lesson-hour of a bell schedule: local wall-clock `HH:MM`, the end exclusive; it may pass midnight. */
export interface Period {
  readonly number: number;
  readonly start: string;
  readonly end: string;
}

/** Holds from its date until the next one of its shift; with `only_on`, on that one day (shortened lessons). */
export interface BellScheduleTable extends Known {
  id: Generated<string>;
  school: string;
  shift: string;
  holds_from: string;
  only_on: string | null;
  periods: JSONColumnType<readonly Period[], string, string>;
}

/** One lesson of a week. */
export interface TimetableLesson {
  /** ISO: 1 is Monday. */
  readonly weekday: number;
  /** Number of the lesson-hour in the bell schedule. */
  readonly period: number;
  readonly subject: string;
  readonly teacher?: string;
  /** Name of a subgroup when the class is divided; all its groups at one hour are one lesson (M16). */
  readonly group?: string;
  /** Only in ISO weeks of this parity. */
  readonly weeks?: 'odd' | 'even';
}

export interface TimetableTable extends Known {
  id: Generated<string>;
  school: string;
  class: string;
  holds_from: string;
  only_on: string | null;
  lessons: JSONColumnType<readonly TimetableLesson[], string, string>;
}

/**
 * An exception to the ordinary week. `school_day`: lessons on a day that would have none, by the timetable of
 * `as_weekday`; `remote` (ОРЕС) and `excursion`: lessons, but not at the gate (R18).
 */
export type DayKind = 'holiday' | 'off_day' | 'school_day' | 'remote' | 'excursion';

export interface CalendarDayTable extends Known {
  id: Generated<string>;
  school: string;
  /** Null: the whole school. A class's own entry wins. */
  class: string | null;
  day: string;
  kind: DayKind;
  as_weekday: number | null;
  note: Generated<string>;
}

/** Local dates, both inclusive. A pupil has at most one at a time in the whole network. */
export interface EnrolmentTable extends Known {
  id: Generated<string>;
  school: string;
  person: string;
  class: string;
  first_day: string;
  last_day: string | null;
  reason: Generated<string>;
}
