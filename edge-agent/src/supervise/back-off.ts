const FIRST_MS = 100;
const MOST_MS = 10_000;

/** Pause before the next start, ms: none to speak of the first time, for lanes are waiting; at most 10 s. */
export function backOff(failures: number): number {
  return failures <= 1 ? FIRST_MS : Math.min(MOST_MS, FIRST_MS * 2 ** (failures - 1));
}
