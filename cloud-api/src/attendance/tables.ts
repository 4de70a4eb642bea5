import type { Generated, JSONColumnType } from 'kysely';
import type { Mark } from './fold/facts.ts';
import type { AttendanceSettings } from './store/attendance-settings.ts';

/**
 * What is known of one person on one local date: the trail that the gates left, the decisions of people, and what the
 * fold says about them. Pupils by their enrolment (R13); staff have no class and no lessons.
 */
export interface PersonDayTable {
  school: string;
  day: string;
  person: string;
  class: string | null;
  /** Counts the writes: a writer that read an older one writes nothing and reads again. */
  revision: number;
  /** False: pass-only (R22). */
  tracked: boolean;
  /** An excuse covers the date (R19). */
  excused: boolean;
  /** `{"3":"late"}`: decisions of teachers by lesson; empty when there are none. */
  marks: string;
  /** Canonical JSON, see `store/trail-text.ts`; empty when the gates saw nothing. */
  trail: string;
  /** Canonical JSON, see `store/result-text.ts`. */
  intervals: string;
  /** Number and letter of each lesson, such as `1P2P3L`; see `store/lesson-letters.ts`. */
  lessons: string;
  flags: string;
  doubts: string;
  /** Unexcused lesson-hours in halves: a lateness is 1, an absence 2. */
  unexcused_halves: number;
  excused_hours: number;
  review_lessons: number;
}

/** What all of a school share on one date: doubts and fires as the fold reads them. */
export interface SchoolDayTable {
  school: string;
  day: string;
  revision: number;
  doubts: string;
  fires: string;
  /** The buildings have closed. */
  settled: Generated<boolean>;
}

/** How far a rebuild or a reconciliation has come. */
export interface AttendanceRunTable {
  school: string;
  kind: 'rebuild' | 'reconcile';
  dry_run: boolean;
  first_day: string;
  last_day: string;
  done_through: string | null;
  moved_at: Generated<Date>;
}

/** An event that is not where its device time says. */
export interface OddEventTable {
  school: string;
  gateway: string;
  epoch: number;
  seq: number;
  received_at: number;
}

/** Days that have to be computed again, written in the transaction that makes it necessary. */
export interface AttendanceDirtyTable {
  id: Generated<number>;
  school: string;
  from_day: string;
  to_day: string;
  /** Stable code of the cause. */
  cause: string;
  noted_at: Generated<Date>;
}

/** Rises with every change of a school's calendar, places or bells: tells a cache that it is old. */
export interface AttendanceFactsTable {
  school: string;
  version: number;
}

/** A teacher's decision about one lesson. Never changed: a later one replaces it, and withdraws it. */
export interface LessonMarkTable {
  id: Generated<string>;
  school: string;
  person: string;
  day: string;
  lesson: number;
  mark: Mark;
  /** Why it is excused; only of `excused`. */
  reason: ExcuseKind | null;
  note: Generated<string>;
  account: string | null;
  recorded_at: Generated<Date>;
  withdrawn_at: Date | null;
}

export type ExcuseKind = 'medical' | 'family' | 'participation' | 'quarantine' | 'other';

/** An excuse for whole days, both ends inclusive. */
export interface ExcuseTable {
  id: Generated<string>;
  school: string;
  person: string;
  kind: ExcuseKind;
  first_day: string;
  last_day: string;
  /** Of a medical note: its number and the doctor's УИН. */
  number: Generated<string>;
  doctor: Generated<string>;
  /** When the family asked. */
  filed_on: string | null;
  /** School days that it covers, counted when it was entered: other schools cannot see this school's calendar. */
  school_days: Generated<number>;
  note: Generated<string>;
  account: string | null;
  recorded_at: Generated<Date>;
  withdrawn_at: Date | null;
}

export interface AttendanceSettingsTable {
  school: string;
  settings: JSONColumnType<AttendanceSettings, string, string>;
  /** Who changed them last, and when; null before anybody did here. */
  account: string | null;
  changed_at: Date | null;
}

export interface AttendanceTables {
  attendance_settings: AttendanceSettingsTable;
  person_day: PersonDayTable;
  school_day: SchoolDayTable;
  attendance_dirty: AttendanceDirtyTable;
  attendance_facts: AttendanceFactsTable;
  attendance_run: AttendanceRunTable;
  odd_event: OddEventTable;
  lesson_mark: LessonMarkTable;
  excuse: ExcuseTable;
}
