import { Temporal } from 'temporal-polyfill';

/**
 * Local wall-clock times of one time zone as milliseconds since 1970. A time that the clocks skip is taken as if they
 * had not been moved forward yet; of a time that comes twice, the first is meant.
 */
export class LocalTimes {
  readonly timeZone: string;

  /** @throws RangeError for a time zone that this machine does not know */
  constructor(timeZone: string) {
    this.timeZone = timeZone;
    Temporal.PlainDate.from('2026-01-01').toZonedDateTime(timeZone);
  }

  /** @param seconds seconds of wall clock after local midnight of `date`; may pass 24 h */
  at(date: string, seconds: number): number {
    const days = Math.floor(seconds / 86_400);
    return Temporal.PlainDate.from(date)
      .add({ days })
      .toPlainDateTime(Temporal.PlainTime.from({ hour: 0 }).add({ seconds: seconds - days * 86_400 }))
      .toZonedDateTime(this.timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
  }

  /** First instant of the date; not always midnight. */
  startOf(date: string): number {
    return Temporal.PlainDate.from(date).toZonedDateTime(this.timeZone).startOfDay().epochMilliseconds;
  }

  /** The local date of an instant, `YYYY-MM-DD` (R20). */
  dateOf(at: number): string {
    return Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(this.timeZone)
      .toPlainDate()
      .toString();
  }
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Seconds after midnight of `HH:MM` or `HH:MM:SS`, up to `24:00`; undefined for anything else. */
export function secondsOfDay(text: string): number | undefined {
  const match = /^([01]\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (match === null) return undefined;
  const seconds = Number(match[1]) * 3_600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
  return seconds <= 86_400 ? seconds : undefined;
}
