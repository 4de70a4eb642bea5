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
  if (closesOn === date && hours.closes <= hours.opens) return windowOverMidnight(times, date, hours);
  return {
    starts: times.startOf(date),
    opens: times.at(date, hours.opens),
    closes: times.at(closesOn, hours.closes),
    ends: times.startOf(addDays(closesOn, 1)),
  };
}

/** The day of a building that closes after midnight runs from closing to closing. */
function windowOverMidnight(times: LocalTimes, date: string, hours: BuildingHours): DayWindow {
  const closes = times.at(addDays(date, 1), hours.closes);
  return { starts: times.at(date, hours.closes), opens: times.at(date, hours.opens), closes, ends: closes };
}
