import { Temporal } from 'temporal-polyfill';

const HOUR = 3_600_000;

/** One local calendar day as UTC milliseconds. Days of a DST change last 23 or 25 hours. */
export interface LocalDay {
  readonly date: string;
  /** ISO weekday, 1 is Monday. */
  readonly weekday: number;
  readonly start: number;
  readonly end: number;
  readonly timezone: string;
}

/** The local day that holds `utc`, or the one `offset` days after it. */
export function localDay(timezone: string, utc: number, offset = 0): LocalDay {
  const date = Temporal.Instant.fromEpochMilliseconds(Math.floor(utc))
    .toZonedDateTimeISO(timezone)
    .toPlainDate()
    .add({ days: offset });
  const start = date.toZonedDateTime(timezone).epochMilliseconds;
  const end = date.add({ days: 1 }).toZonedDateTime(timezone).epochMilliseconds;
  return { date: date.toString(), weekday: date.dayOfWeek, start, end, timezone };
}

/**
 * UTC milliseconds of a wall-clock time of that day. A `start` that the clocks skip is the end of the gap, an `end` in it
 * is as long behind the gap; of a time that comes twice `edge` picks the first (`start`) or the second (`end`). So a
 * window is open whenever the clock on the wall shows a time of it.
 */
export function wallTime(day: LocalDay, time: string, edge: 'start' | 'end'): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (hour === 24) return day.end;
  if (day.end - day.start === 24 * HOUR) return day.start + hour * HOUR + minute * 60_000;
  const wall = Temporal.PlainDate.from(day.date).toPlainDateTime({ hour, minute });
  const exact = wall.toZonedDateTime(day.timezone, {
    disambiguation: edge === 'end' ? 'later' : 'compatible',
  });
  const skipped = edge === 'start' && !exact.toPlainDateTime().equals(wall);
  return skipped ? endOfGap(exact) : exact.epochMilliseconds;
}

/** The clocks' last change up to that moment. */
const endOfGap = (behind: Temporal.ZonedDateTime): number =>
  behind.add({ milliseconds: 1 }).getTimeZoneTransition('previous')!.epochMilliseconds;

/** Whether the name is a time zone that this machine knows. */
export function isTimezone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
