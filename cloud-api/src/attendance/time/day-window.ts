import type { DayWindow } from '../fold/settings.ts';
import { addDays, type LocalTimes } from './local-times.ts';

export interface BuildingHours {
  /** Seconds after local midnight. */
  readonly opens: number;
  /** Seconds after local midnight; not after `opens` means on the next date. */
  readonly closes: number;
}

/**
 * @param closesOn the date whose closing ends the day, where nights belong to it; the same date by default
 */
export function dayWindow(
  times: LocalTimes,
  date: string,
  hours: BuildingHours,
  closesOn: string = date,
): DayWindow {
  const closingDate = closesOn === date && hours.closes <= hours.opens ? addDays(date, 1) : closesOn;
  return {
    starts: times.startOf(date),
    opens: times.at(date, hours.opens),
    closes: times.at(closingDate, hours.closes),
    ends: times.startOf(addDays(closingDate, 1)),
  };
}
