/** A moment as people read it: 2026-11-09 07:25:00.000, UTC. */
export function utcTime(utc: number): string {
  return new Date(utc).toISOString().replace('T', ' ').replace('Z', '');
}
