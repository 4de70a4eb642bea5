import { Temporal } from 'temporal-polyfill';
import { addDays, type LocalDate } from './local-date.ts';

/**
 * The instant, in UTC milliseconds, of a wall-clock time `HH:MM` (or `HH:MM:SS`, up to `24:00`) on a local date.
 * A time that the clocks skip in spring is moved forward by the skipped hour; one that comes twice is the first.
 */
export function instantOf(timezone: string, date: LocalDate, time: string): number {
  const [day, clock] = time.startsWith('24:') ? [addDays(date, 1), '00:00'] : [date, time];
  return Temporal.PlainDateTime.from(`${day}T${clock}`).toZonedDateTime(timezone).epochMilliseconds;
}

/** The local date at an instant. */
export function dateAt(timezone: string, instant: number): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(timezone)
    .toPlainDate()
    .toString();
}
