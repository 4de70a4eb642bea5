import { SMALLEST_SHOWN, type Suppressed } from './suppress.ts';

/** How many of how many. */
export interface PartOf {
  readonly part: number;
  readonly whole: number;
}

/**
 * Hides parts of wholes that are told themselves: a part is told only if neither it nor what it leaves over is small,
 * for the reader subtracts. What is hidden is two cells or more, and both their parts and their rests add up to five
 * people or more, so that the totals tell none of them. Which cells go along follows from their place, as in `suppress`.
 */
export function suppressParts<K>(counts: ReadonlyMap<K, PartOf>): Suppressed<K> {
  const keys = [...counts.keys()];
  const sums = (of: Iterable<K>) => {
    const sum = { part: 0, whole: 0 };
    for (const key of of) {
      sum.part += counts.get(key)!.part;
      sum.whole += counts.get(key)!.whole;
    }
    return sum;
  };
  const all = sums(keys);
  if (tells(all)) return { total: undefined, cells: new Map(keys.map((key) => [key, undefined])) };

  const hidden = new Set(keys.filter((key) => tells(counts.get(key)!)));
  const start = Math.max(
    keys.findIndex((key) => hidden.has(key)),
    0,
  );
  // A whole of nobody hides nobody.
  const others = [...keys.slice(start + 1), ...keys.slice(0, start)].filter(
    (key) => counts.get(key)!.whole > 0,
  );
  while (hidden.size > 0 && (hidden.size < 2 || tells(sums(hidden)) || isCertain(sums(hidden)))) {
    const next = others.find((key) => !hidden.has(key));
    if (next === undefined) break;
    hidden.add(next);
  }
  // All that could go along has gone: then the total goes, too.
  const total = hidden.size > 0 && isCertain(sums(hidden)) ? undefined : all.part;
  return {
    total,
    cells: new Map(keys.map((key) => [key, hidden.has(key) ? undefined : counts.get(key)!.part])),
  };
}

const tells = ({ part, whole }: PartOf): boolean => isSmall(part) || isSmall(whole - part);
/** Nobody, or everybody, of several: then of each. */
const isCertain = ({ part, whole }: PartOf): boolean => part === 0 || part === whole;
const isSmall = (count: number): boolean => count > 0 && count < SMALLEST_SHOWN;
