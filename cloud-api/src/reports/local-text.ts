import type { EndQuality } from '../attendance/fold/student-day.ts';
import type { DayLine } from './read-day-lines.ts';
import type { Duration, ReportLanguage } from './table.ts';

const LOCALES: Readonly<Record<ReportLanguage, string>> = { bg: 'bg-BG', ru: 'ru-RU', en: 'en-GB' };

/** Local wall-clock times and dates of one school in one language. */
export class LocalText {
  readonly #time: Intl.DateTimeFormat;
  readonly #moment: Intl.DateTimeFormat;
  readonly #date: Intl.DateTimeFormat;
  readonly #weekday: Intl.DateTimeFormat;
  readonly #month: Intl.DateTimeFormat;

  constructor(language: ReportLanguage, timeZone: string) {
    const locale = LOCALES[language];
    const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    const date = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
    this.#time = new Intl.DateTimeFormat('en-GB', { ...clock, timeZone });
    this.#moment = new Intl.DateTimeFormat(locale, { ...date, ...clock, timeZone });
    this.#date = new Intl.DateTimeFormat(locale, { ...date, timeZone: 'UTC' });
    this.#weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
    this.#month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  }

  /** `07:24` of an instant. */
  time(at: number): string {
    return this.#time.format(at);
  }

  /** Date and time of an instant. */
  moment(at: number): string {
    return this.#moment.format(at);
  }

  date(day: string): string {
    return this.#date.format(Date.parse(day));
  }

  weekday(day: string): string {
    return this.#weekday.format(Date.parse(day));
  }

  month(month: string): string {
    return this.#month.format(Date.parse(month));
  }
}

/** When the pupil came and left; a question mark where that was not seen, nothing for who is still inside. */
export function cameAndLeft(line: DayLine, text: LocalText): readonly [came: string, left: string] {
  const [first, last] = [line.intervals[0], line.intervals.at(-1)];
  if (first === undefined || last === undefined) return line.review > 0 ? ['?', '?'] : ['', ''];
  const unseen = line.settled ? '?' : '';
  return [
    first.startQuality === 'missing_entry' ? '?' : text.time(first.start),
    SEEN_LEAVING.has(last.endQuality) ? text.time(last.end) : unseen,
  ];
}

const SEEN_LEAVING: ReadonlySet<EndQuality> = new Set(['tap', 'guard', 'assumed', 'evacuation']);

/**
 * Time in the building by what the gates recorded. Whoever was not seen leaving is counted until the building closed,
 * and marked as doubtful.
 * @param now a stay of a day that is not over has lasted until then
 */
export function timeInside(line: DayLine, now: number): Duration {
  const ms = line.intervals.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, now) - start), 0);
  const unseen = line.intervals.some(
    ({ uncertain, end, endQuality }) => uncertain || (endQuality === 'auto_closed' && end <= now),
  );
  return { minutes: Math.round(ms / 60_000), doubtful: line.review > 0 || unseen };
}
