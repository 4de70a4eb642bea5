import { useMe } from '../account/use-me.ts';
import { HOME_ZONE } from './school-clock.ts';

/** Time zone of the school where the reader works now, whatever the zone of this device. */
export function useZone(): string {
  const { data: me } = useMe(false);
  return me?.schools.find(({ id }) => id === me.school)?.timezone ?? HOME_ZONE;
}
