import type { CalendarDay } from '../types.ts';

/** Days one after another that are alike. */
export interface DayRange extends Omit<CalendarDay, 'id' | 'day'> {
  readonly first: string;
  readonly last: string;
  /** What it is made of. */
  readonly entries: readonly Pick<CalendarDay, 'id' | 'day'>[];
}

const DAY_MS = 86_400_000;
/** Of what the week makes free anyway: no entry is needed there. */
const FREE: readonly CalendarDay['kind'][] = ['holiday', 'off_day'];

/**
 * Entries of the calendar as people enter and read them: a holiday from its first day to its last one is one line, over
 * the weekends, too. @param days in the order of their dates
 */
export function rangesOf(days: readonly CalendarDay[]): readonly DayRange[] {
  const ranges: DayRange[] = [];
  for (const { id, day, ...what } of days) {
    const index = ranges.findLastIndex((range) => isAlike(range, what) && follows(range, day));
    const range = ranges[index];
    if (range === undefined) ranges.push({ ...what, first: day, last: day, entries: [{ id, day }] });
    else ranges[index] = { ...range, last: day, entries: [...range.entries, { id, day }] };
  }
  return ranges;
}

type What = Omit<CalendarDay, 'id' | 'day'>;
const isAlike = (a: What, b: What): boolean =>
  a.kind === b.kind && a.class === b.class && a.asWeekday === b.asWeekday && a.note === b.note;

function follows({ kind, last }: DayRange, day: string): boolean {
  let next = Date.parse(last) + DAY_MS;
  if (FREE.includes(kind))
    while (new Date(next).getUTCDay() % 6 === 0 && next < Date.parse(day)) next += DAY_MS;
  return next === Date.parse(day);
}
