/** A whole number from 0 up to, and without, `below`. */
export type Below = (below: number) => number;

/** Random numbers that a seed repeats (mulberry32). */
export function randomOf(seed: number): Below {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}
