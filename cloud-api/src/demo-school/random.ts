/** Repeatable choices: the same seed makes the same school on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Integer in [from, to], both inclusive. */
  int(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
  /** A new order of the list. */
  shuffle<T>(list: readonly T[]): T[];
}

/** splitmix32 over a seed; good enough for names and cards, never for keys. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 0x1_0000_0000;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const shuffle = <T>(list: readonly T[]): T[] => {
    const order = [...list];
    for (let last = order.length - 1; last > 0; last -= 1) {
      const other = int(0, last);
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    return order;
  };
  return { next, int, shuffle, pick: (list) => list[int(0, list.length - 1)]!, chance: (p) => next() < p };
}
