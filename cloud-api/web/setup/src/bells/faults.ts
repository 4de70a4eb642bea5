import type { Period } from '../types.ts';

export type Fault = 'missing' | 'ends_before' | 'overlap' | 'number';

/** What is wrong with each lesson-hour, as the server would refuse it; only the last may pass midnight. Pure. */
export function faultsOf(periods: readonly Period[]): readonly (Fault | undefined)[] {
  return periods.map((period, index) => {
    const before = periods[index - 1];
    if (period.start === '' || period.end === '') return 'missing';
    if (index < periods.length - 1 && period.end <= period.start) return 'ends_before';
    if (period.end === period.start) return 'ends_before';
    if (before === undefined) return undefined;
    if (period.start < before.end) return 'overlap';
    return period.number <= before.number ? 'number' : undefined;
  });
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Minutes from one time to another, over midnight where it has to be. */
export const minutesBetween = (from: string, to: string): number =>
  (minutesOf(to) - minutesOf(from) + 1440) % 1440;

/** The lesson-hour that would follow: as long as the last, after a break as long as the last one. Pure. */
export function nextPeriod(periods: readonly Period[]): Period {
  const last = periods.at(-1);
  if (last === undefined || last.start === '' || last.end === '')
    return { number: (last?.number ?? 0) + 1, start: last ? '' : '08:00', end: last ? '' : '08:40' };
  const before = periods.at(-2);
  const pause = before === undefined || before.end === '' ? 10 : minutesBetween(before.end, last.start);
  const start = minutesOf(last.end) + pause;
  const end = start + minutesBetween(last.start, last.end);
  return { number: last.number + 1, start: timeOf(start), end: timeOf(end) };
}
