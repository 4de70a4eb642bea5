import { addDays, type LocalDate } from '../people/index.ts';

/** A calendar month, named by its first date: `2026-11-01`. */
export type Month = string;

export const monthOf = (day: LocalDate): Month => `${day.slice(0, 7)}-01`;

export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])-01$/.test(text);
}

/** @param by negative for earlier months */
export function addMonths(month: Month, by: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  const year = Math.floor(index / 12);
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}

export const lastDayOf = (month: Month): LocalDate => addDays(addMonths(month, 1), -1);

/** 2026 for every month from September 2026 to August 2027. */
export function schoolYearOf(month: Month): number {
  const year = Number(month.slice(0, 4));
  return Number(month.slice(5, 7)) >= 9 ? year : year - 1;
}
