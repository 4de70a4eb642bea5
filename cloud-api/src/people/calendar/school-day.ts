import type { CalendarFacts, ClassFacts } from './facts.ts';
import { type LocalDate, weekday } from './local-date.ts';

/**
 * What a date is for a class. `lessons` with `gate: false` are held away from the gate: remote days (ОРЕС) and
 * excursions (R18). `byWeekday` names the day of the week whose timetable holds.
 */
export type SchoolDay =
  | {
      readonly lessons: true;
      readonly kind: 'school' | 'remote' | 'excursion';
      readonly gate: boolean;
      readonly byWeekday: number;
    }
  | { readonly lessons: false; readonly kind: 'weekend' | 'vacation' | 'holiday' | 'off_day' };

/** The class's own entry wins over the school's; both win over the term and the week. */
export function schoolDay(calendar: CalendarFacts, of: ClassFacts, date: LocalDate): SchoolDay {
  const entry = of.days.get(date) ?? calendar.days.get(date);
  const byWeekday = entry?.asWeekday ?? weekday(date);
  switch (entry?.kind) {
    case 'holiday':
    case 'off_day':
      return { lessons: false, kind: entry.kind };
    case 'school_day':
      return { lessons: true, kind: 'school', gate: true, byWeekday };
    case 'remote':
    case 'excursion':
      return { lessons: true, kind: entry.kind, gate: false, byWeekday };
    case undefined:
      if (!of.terms.some((term) => term.first <= date && date <= term.last)) {
        return { lessons: false, kind: 'vacation' };
      }
      if (byWeekday > 5) return { lessons: false, kind: 'weekend' };
      return { lessons: true, kind: 'school', gate: true, byWeekday };
  }
}

/** School days of a class in a period, which the АСП checks divide by (guard g7); remote days count as school days. */
export function countSchoolDays(
  calendar: CalendarFacts,
  of: ClassFacts,
  dates: readonly LocalDate[],
): number {
  return dates.filter((date) => schoolDay(calendar, of, date).lessons).length;
}
