import type { Month } from '../month.ts';

/** `2026-11` of an address is the month that begins on 2026-11-01. */
export const monthOfName = (name: string): Month => `${name}-01`;
export const nameOfMonth = (month: Month): string => month.slice(0, 7);
