import type { Period } from '../people/tables/calendar.ts';

const periods = (text: string): readonly Period[] =>
  text.split(' ').map((pair, index) => {
    const [start, end] = pair.split('-') as [string, string];
    return { number: index + 1, start, end };
  });

/** Two shifts as in many schools of Sofia; the sixth lesson of the first spans noon. */
export const BELLS = {
  first: periods('07:30-08:10 08:20-09:00 09:20-10:00 10:10-10:50 11:00-11:40 11:50-12:30 12:35-13:15'),
  second: periods('13:30-14:10 14:20-15:00 15:20-16:00 16:10-16:50 17:00-17:40 17:50-18:30 18:35-19:15'),
} as const;

export type ShiftCode = keyof typeof BELLS;
