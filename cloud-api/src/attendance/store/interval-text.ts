import type { EndQuality, Interval, StartQuality } from '../fold/student-day.ts';

type Row = readonly [string, number, number, StartQuality, EndQuality, 0 | 1];

export function intervalText(intervals: readonly Interval[]): string {
  if (intervals.length === 0) return '';
  return JSON.stringify(
    intervals.map(({ building, start, end, startQuality, endQuality, uncertain }): Row => {
      return [building, start, end, startQuality, endQuality, uncertain ? 1 : 0];
    }),
  );
}

export function parseIntervals(text: string): Interval[] {
  if (text === '') return [];
  return (JSON.parse(text) as Row[]).map(([building, start, end, startQuality, endQuality, uncertain]) => ({
    building,
    start,
    end,
    startQuality,
    endQuality,
    uncertain: uncertain === 1,
  }));
}
