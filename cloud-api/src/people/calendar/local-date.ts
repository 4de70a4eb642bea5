/** Local calendar dates as `YYYY-MM-DD`; they sort and compare as text. */
export type LocalDate = string;

const DAY_MS = 86_400_000;

/** Days since 1970-01-01. */
export function dayNumber(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

export function dateOfDay(day: number): LocalDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayNumber(date) + days);
}

/** ISO weekday: 1 is Monday, 7 Sunday. */
export function weekday(date: LocalDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** ISO-8601 week of the year: the week of its Thursday. */
export function isoWeek(date: LocalDate): number {
  const thursday = dayNumber(date) - weekday(date) + 4;
  const newYear = dayNumber(`${dateOfDay(thursday).slice(0, 4)}-01-01`);
  return Math.floor((thursday - newYear) / 7) + 1;
}

/** Every date from `from` to `to`, both inclusive. */
export function datesBetween(from: LocalDate, to: LocalDate): readonly LocalDate[] {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => dateOfDay(first + index));
}
