import type { DayKind, Period, TimetableLesson } from '../tables/calendar.ts';
import type { LocalDate } from './local-date.ts';

/** Something that holds from a date until the next of its kind. */
export interface Held<T> {
  readonly holdsFrom: LocalDate;
  readonly value: T;
}

/** A register with regular versions, ascending by date, and exceptions for single dates. */
export interface Versions<T> {
  readonly regular: readonly Held<T>[];
  readonly onDate: ReadonlyMap<LocalDate, T>;
}

export interface DayEntry {
  readonly kind: DayKind;
  readonly asWeekday: number | undefined;
}

export interface ClassFacts {
  readonly id: string;
  readonly name: string;
  readonly grade: number;
  /** Terms of its school year, both ends inclusive. */
  readonly terms: readonly { readonly number: number; readonly first: LocalDate; readonly last: LocalDate }[];
  readonly shifts: readonly Held<string>[];
  readonly timetable: Versions<readonly TimetableLesson[]>;
  readonly days: ReadonlyMap<LocalDate, DayEntry>;
}

/** Everything that says when a school has lessons, as known at one moment. */
export interface CalendarFacts {
  readonly school: string;
  readonly timezone: string;
  readonly classes: ReadonlyMap<string, ClassFacts>;
  readonly bells: ReadonlyMap<string, Versions<readonly Period[]>>;
  readonly days: ReadonlyMap<LocalDate, DayEntry>;
}

/** The version that holds on a date: the exception of that date, else the last that began by then. */
export function holding<T>(versions: Versions<T>, date: LocalDate): T | undefined {
  return versions.onDate.get(date) ?? heldOn(versions.regular, date);
}

export function heldOn<T>(versions: readonly Held<T>[], date: LocalDate): T | undefined {
  return versions.findLast((version) => version.holdsFrom <= date)?.value;
}
