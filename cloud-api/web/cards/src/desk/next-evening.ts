import { dateIn, minuteIn } from '@vratar/ui';

const DAY_MS = 86_400_000;

/** Today at six in the evening by the school's clock, or tomorrow where that is over, as `datetime-local` takes it. */
export function nextEvening(zone: string, now: number): string {
  const today = `${dateIn(zone, now)}T18:00`;
  return today > minuteIn(zone, now) ? today : `${dateIn(zone, now + DAY_MS)}T18:00`;
}
