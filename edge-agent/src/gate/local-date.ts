/** The calendar date at `utc` (ms) in a time zone, as YYYY-MM-DD. */
export function localDate(utc: number, timezone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(utc);
}
