import { useMoment } from '@vratar/ui';

/** Formats moments as `07:24` in the school's time zone, whatever the zone of this device. */
export function useTimeText(timeZone: string): (at: number | undefined) => string {
  const { moment } = useMoment(timeZone);
  return (at) => (at === undefined ? '' : moment(at, { hour: '2-digit', minute: '2-digit' }));
}

const OTHER_DAY_MS = 18 * 3_600_000;

/** Like `useTimeText`, and with the day where it was not lately. */
export function useMomentText(timeZone: string): (at: number) => string {
  const { moment } = useMoment(timeZone);
  const time = useTimeText(timeZone);
  return (at) => (Date.now() - at < OTHER_DAY_MS ? time(at) : moment(at));
}
