import type { SchoolYear } from '../types.ts';

/**
 * The school year that is worked on: the one of today, and between two years, or before the first, the latest.
 * @param years the latest first
 * @param today such as 2026-09-15
 */
export const presentYear = <Year extends Pick<SchoolYear, 'firstDay' | 'lastDay'>>(
  years: readonly Year[],
  today: string,
): Year | undefined =>
  years.find(({ firstDay, lastDay }) => firstDay <= today && today <= lastDay) ?? years[0];
