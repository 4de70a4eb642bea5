/**
 * The instant of a local time such as `2026-11-09T08:15` in a time zone, whatever the zone of this device.
 * @returns ms since 1970; of a time that the clocks skip, the moment they skip to
 */
export function momentIn(timeZone: string, local: string): number {
  const wanted = Date.parse(`${local}Z`);
  const first = wanted - offsetAt(timeZone, wanted);
  return wanted - offsetAt(timeZone, first);
}

function offsetAt(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  return Date.parse(`${parts.replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}
