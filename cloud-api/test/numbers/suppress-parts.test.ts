import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Suppressed } from '../../src/numbers/suppress.ts';
import { type PartOf, suppressParts } from '../../src/numbers/suppress-parts.ts';

const of = (...rows: readonly (readonly [part: number, rest: number])[]) =>
  suppressParts(new Map(rows.map(([part, rest], index) => [index, { part, whole: part + rest }])));
const cells = (shown: Suppressed<number>) => [...shown.cells.values()];

test('D5: a part is not told when it, or what it leaves over, is below five', () => {
  assert.deepEqual(cells(of([20, 10], [30, 12])), [20, 30]);
  assert.deepEqual(cells(of([20, 3], [3, 30], [25, 25])), [undefined, undefined, 25]);
  assert.deepEqual(cells(of([0, 30], [20, 10])), [0, 20], 'nobody is told');
});

test('a single hidden part takes another along, or the total would tell', () => {
  const shown = of([20, 3], [25, 25], [40, 40]);
  assert.deepEqual(cells(shown), [undefined, undefined, 40]);
  assert.equal(shown.total, 85);
});

test('a total that would tell is not told', () => {
  assert.deepEqual(of([3, 40], [0, 30]), {
    total: undefined,
    cells: new Map([
      [0, undefined],
      [1, undefined],
    ]),
  });
});

test('D5: who knows the wholes, the table and the rule can never tell a hidden part that is small', () => {
  const pairs = Array.from({ length: 8 }, (_, part) =>
    Array.from({ length: 8 }, (_, rest): readonly [number, number] => [part, rest]),
  ).flat();
  const tables = pairs.flatMap((one) => pairs.map((two) => [one, two] as const));
  const three = pairs
    .filter(([part, rest]) => part < 7 && rest < 7)
    .flatMap((one) =>
      pairs.slice(0, 24).flatMap((two) => pairs.slice(30, 48).map((last) => [one, two, last])),
    );
  assertNothingTold(tables);
  assertNothingTold(three);
});

/** Of what is seen alike, a hidden cell that is small has another value in another table. */
function assertNothingTold(tables: readonly (readonly (readonly [number, number])[])[]): void {
  const bySight = Map.groupBy(tables, (table) => {
    const shown = of(...table);
    const wholes = table.map(([part, rest]) => part + rest);
    return JSON.stringify([wholes, shown.total ?? null, cells(shown).map((cell) => cell ?? null)]);
  });
  for (const [sight, possible] of bySight) {
    const [wholes, total, seen] = JSON.parse(sight) as [number[], number | null, (number | null)[]];
    if (!seen.includes(null)) {
      for (const [index, cell] of seen.entries()) {
        const told: PartOf = { part: cell!, whole: wholes[index]! };
        for (const count of [told.part, told.whole - told.part])
          assert.ok(count === 0 || count >= 5, `${sight} shows ${count}`);
      }
      continue;
    }
    // Where the wholes leave a hidden part no choice, it is the wholes that tell, and they are suppressed by `suppress`.
    const everything = every(wholes, seen, total);
    for (const [index, cell] of seen.entries()) {
      if (cell !== null || wholes[index]! < 5) continue;
      const could = new Set(everything.map((parts) => parts[index]));
      const values = new Set(possible.map((table) => table[index]![0]));
      assert.ok(could.size > 1 || ![...values].some((n) => n! > 0 && n! < 5), `${sight} tells cell ${index}`);
    }
  }
}

/** All parts that fit the wholes, what is shown, and the total. */
function every(
  wholes: readonly number[],
  seen: readonly (number | null)[],
  total: number | null,
): number[][] {
  const all = wholes.reduce<number[][]>(
    (known, whole, index) =>
      known.flatMap((parts) =>
        seen[index] === null
          ? Array.from({ length: whole + 1 }, (_, part) => [...parts, part])
          : [[...parts, seen[index]!]],
      ),
    [[]],
  );
  return all.filter((parts) => total === null || parts.reduce((sum, part) => sum + part, 0) === total);
}
