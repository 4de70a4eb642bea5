import { useTranslation } from 'react-i18next';
import { dateIn } from './school-clock.ts';
import { useZone } from './use-zone.ts';

const MOMENT: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };
const DAY: Intl.DateTimeFormatOptions = { dateStyle: 'medium' };

/**
 * Moments and days as the reader's language writes them, by the school's clock.
 * @param of another school's time zone, where the reader looks at several
 */
export function useMoment(of?: string) {
  const { i18n } = useTranslation();
  const own = useZone();
  const zone = of ?? own;
  return {
    zone,
    /** The school's local date now, `2026-11-09`. */
    today: dateIn(zone, Date.now()),
    /** @param at ms since 1970, or RFC 3339 */
    moment: (at: string | number, style = MOMENT) =>
      new Date(at).toLocaleString(i18n.language, { ...style, timeZone: zone }),
    /** @param date local date */
    day: (date: string, style = DAY) =>
      new Date(`${date}T12:00:00Z`).toLocaleDateString(i18n.language, { ...style, timeZone: 'UTC' }),
  };
}
