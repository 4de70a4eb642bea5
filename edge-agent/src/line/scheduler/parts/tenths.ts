/** Milliseconds as the tenths of a second that commands carry, at least one where any time is meant. */
export function tenths(ms: number, most: number): number {
  return ms <= 0 ? 0 : Math.min(most, Math.max(1, Math.round(ms / 100)));
}
