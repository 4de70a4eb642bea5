import type { LocalDate } from '../../people/calendar/local-date.ts';

/** From this age on a pupil has an account and gives consent alone (D8). */
export const OWN_ACCOUNT_AGE = 14;

/** Full years on a local date. One born on 29 February is a year older on 1 March of other years. */
export function ageOn(birthDate: LocalDate, date: LocalDate): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Whether a guardian acts for the child. Without a birth date nobody is taken for old enough. */
export const isYoung = (birthDate: LocalDate | undefined, date: LocalDate): boolean =>
  birthDate === undefined || ageOn(birthDate, date) < OWN_ACCOUNT_AGE;
