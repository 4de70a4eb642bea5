import { useTranslation } from 'react-i18next';

/** Formats moments as `07:24` in the school's time zone, whatever the zone of this device. */
export function useTimeText(timeZone: string): (at: number | undefined) => string {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language, { hour: '2-digit', minute: '2-digit', timeZone });
  return (at) => (at === undefined ? '' : format.format(at));
}
