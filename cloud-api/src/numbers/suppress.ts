/** Counts of people below this are not shown to anybody who may not see the people (D5). */
export const SMALLEST_SHOWN = 5;

/** Counts as a region or an operator may see them; undefined where it is not told. */
export interface Suppressed<K> {
  readonly total: number | undefined;
  readonly cells: ReadonlyMap<K, number | undefined>;
}

/**
 * Hides small counts, and as many more as it takes that they cannot be found by subtraction from the total: what is
 * hidden is always two cells or more, together five people or more. Which cells go with a small one depends on their
 * place and not on their size, or the choice itself would tell. Zero is told, for it is nobody.
 */
export function suppress<K>(counts: ReadonlyMap<K, number>): Suppressed<K> {
  const keys = [...counts.keys()];
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (isSmall(total)) return { total: undefined, cells: new Map(keys.map((key) => [key, undefined])) };

  const hidden = new Set(keys.filter((key) => isSmall(counts.get(key)!)));
  const people = () => [...hidden].reduce((sum, key) => sum + counts.get(key)!, 0);
  const start = keys.findIndex((key) => hidden.has(key));
  const others = [...keys.slice(start + 1), ...keys.slice(0, Math.max(start, 0))].filter(
    (key) => counts.get(key)! > 0,
  );
  while (hidden.size > 0 && (hidden.size < 2 || people() < SMALLEST_SHOWN)) {
    const next = others.find((key) => !hidden.has(key));
    if (next === undefined) break;
    hidden.add(next);
  }
  return { total, cells: new Map(keys.map((key) => [key, hidden.has(key) ? undefined : counts.get(key)!])) };
}

const isSmall = (count: number): boolean => count > 0 && count < SMALLEST_SHOWN;
