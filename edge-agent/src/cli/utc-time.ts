/** A moment as people read it: 2026-11-09 07:25:00.000, UTC. One that no calendar has is only its number. */
export function utcTime(utc: number): string {
  const moment = new Date(utc);
  return Number.isNaN(moment.getTime())
    ? `${utc} ms`
    : moment.toISOString().replace('T', ' ').replace('Z', '');
}
