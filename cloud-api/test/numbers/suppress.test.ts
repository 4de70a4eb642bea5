import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Suppressed, suppress } from '../../src/numbers/suppress.ts';

const of = (...counts: number[]) => suppress(new Map(counts.map((count, index) => [index, count])));
const cells = (shown: Suppressed<number>) => [...shown.cells.values()];

test('D5: what is below five is not told, zero is', () => {
  assert.deepEqual(cells(of(30, 3, 28, 2, 0)), [30, undefined, 28, undefined, 0]);
  assert.deepEqual(cells(of(30, 28)), [30, 28]);
});

test('a single small count takes another with it, or the total would tell', () => {
  assert.deepEqual(cells(of(30, 3, 28)), [30, undefined, undefined]);
  assert.deepEqual(cells(of(1, 1, 20)), [undefined, undefined, undefined]);
});

test('a small total tells nothing at all', () => {
  assert.deepEqual(of(3, 0), {
    total: undefined,
    cells: new Map([
      [0, undefined],
      [1, undefined],
    ]),
  });
});

test('D5: who sees the table and knows the rule can never tell a hidden count', () => {
  const three = combinations(3, 12);
  const four = combinations(4, 7);
  for (const tables of [three, four]) assertNothingTold(tables, Math.max(...tables.flat()));
});

/** All tables of so many cells, each from 0 to `largest`. */
function combinations(size: number, largest: number): number[][] {
  if (size === 0) return [[]];
  return combinations(size - 1, largest).flatMap((table) =>
    Array.from({ length: largest + 1 }, (_, n) => [...table, n]),
  );
}

/** What an attacker sees could have come from several tables, in which each hidden cell has different counts. */
function assertNothingTold(tables: readonly number[][], largest: number): void {
  const bySight = Map.groupBy(tables, (table) => {
    const shown = of(...table);
    return JSON.stringify([shown.total ?? null, cells(shown).map((cell) => cell ?? null)]);
  });
  for (const [sight, possible] of bySight) {
    const [total, seen] = JSON.parse(sight) as [number | null, (number | null)[]];
    const hidden = (total ?? 0) - seen.reduce<number>((sum, cell) => sum + (cell ?? 0), 0);
    // Further up, the tables that would hide it lie beyond those that are tried here.
    if (hidden > largest) continue;
    for (const [index, cell] of seen.entries()) {
      if (cell !== null) continue;
      const counts = new Set(possible.map((table) => table[index]));
      assert.ok(counts.size > 1, `${sight} tells that cell ${index} is ${[...counts][0]}`);
    }
  }
}
