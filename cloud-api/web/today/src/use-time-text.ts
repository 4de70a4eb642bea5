import { useTranslation } from 'react-i18next';

/** Formats moments as `07:24` in the school's time zone, whatever the zone of this device. */
export function useTimeText(timeZone: string): (at: number | undefined) => string {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language, { hour: '2-digit', minute: '2-digit', timeZone });
  return (at) => (at === undefined ? '' : format.format(at));
}

const OTHER_DAY_MS = 18 * 3_600_000;

/** Like `useTimeText`, and with the day where it was not lately. */
export function useMomentText(timeZone: string): (at: number) => string {
  const { i18n } = useTranslation();
  const time = useTimeText(timeZone);
  const dated = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (at) => (Date.now() - at < OTHER_DAY_MS ? time(at) : dated.format(at));
}
