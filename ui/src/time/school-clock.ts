const DAY_MS = 86_400_000;

/** Where Vratar is at home: the clock of whoever works in no school. The server's notices use the same. */
export const HOME_ZONE = 'Europe/Sofia';

/** The local date of a moment in a time zone, `2026-11-09`. @param at ms since 1970 */
export const dateIn = (timeZone: string, at: number): string => minuteIn(timeZone, at).slice(0, 10);

/** A moment as `<input type="datetime-local">` writes it, by the clock of a zone: `2026-11-09T08:15`. */
export const minuteIn = (timeZone: string, at: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .replace(' ', 'T');

/**
 * The instant of a local time such as `2026-11-09T08:15` in a time zone, whatever the zone of this device.
 * @returns ms since 1970; of a time that comes twice, the first; of one that the clocks skip, as much behind the skip as
 *   it would have been
 */
export function momentIn(timeZone: string, local: string): number {
  const wanted = Date.parse(`${local}Z`);
  const before = wanted - offsetAt(timeZone, wanted - DAY_MS);
  const after = wanted - offsetAt(timeZone, wanted + DAY_MS);
  const told = [before, after].find((at) => at + offsetAt(timeZone, at) === wanted);
  return told ?? before;
}

/** The midnight with which a date begins, RFC 3339 in UTC, as the API takes it. */
export const startOfDay = (timeZone: string, date: string): string =>
  new Date(momentIn(timeZone, `${date}T00:00`)).toISOString();

/** The midnight with which a date ends. */
export const endOfDay = (timeZone: string, date: string): string =>
  startOfDay(timeZone, new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10));

function offsetAt(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  return Date.parse(`${parts.replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}
