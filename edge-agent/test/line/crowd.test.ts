import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chanceOf, crowd } from './support/crowd.ts';
import { card, school, type TestLine, withFireInputs } from './support/test-line.ts';

/** Above this age a read is refused as stale (I9). */
const STALE_MS = 3000;
const TURNAROUND_MS = 17;

/** The largest bound on the age of any read, ms. */
function oldestRead(line: TestLine): number {
  const ages = line.of('card').map(({ at, lastEmptyAt }) => at - (lastEmptyAt ?? Number.NEGATIVE_INFINITY));
  return Math.max(...ages);
}

for (const [baud, count, withFire] of [
  [9600, 8, 0],
  [9600, 8, 1],
  [9600, 4, 4],
  [115_200, 8, 8],
] as const) {
  test(`I9: a crowd at all of ${count} slow readers, ${baud} baud, ${withFire} fire inputs, meets no stale read`, () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), (seed) => {
        const line = withFireInputs(count, withFire, baud, TURNAROUND_MS);
        crowd(line, chanceOf(seed), 30_000);
        line.run(33_000);
        const reads = line.of('card').length;
        assert.ok(reads > count * 5, `${reads} reads`);
        assert.ok(oldestRead(line) <= STALE_MS, `a read of up to ${oldestRead(line)} ms`);
        assert.ok(line.pds.every((pd) => pd.executed.some(({ kind }) => kind === 'LED')));
      }),
      { numRuns: 3 },
    );
  });
}

test('a reader that always has something to say is not waited for, and costs the others little', () => {
  const line = school(4);
  const pollsOf = (address: number) => line.status(address).counters.polls;
  const cyclesIn = (ms: number) => {
    const before = pollsOf(1);
    line.run(ms);
    return pollsOf(1) - before;
  };
  const usual = cyclesIn(10_000);
  line.pd(0).override = ({ kind }) =>
    kind === 'POLL' ? { kind: 'ISTATR', inputs: ['active', 'inactive'] } : undefined;
  line.run(30_000);
  const beside = cyclesIn(10_000);
  assert.ok(beside > usual * 0.8, `${beside} POLLs beside it, ${usual} before`);
  line.pd(1).queue.push(card(1));
  line.run(1000);
  assert.ok(line.of('card', 1).length === 1);
});

test('I9: reads that a reader has kept are fetched at once, and none of them has an age', () => {
  const line = school(8);
  line.pd(3).restart();
  for (let n = 0; n < 12; n += 1) line.pd(3).queue.push(card(n));
  assert.ok(line.run(5000, () => line.of('card', 3).length === 12));
  assert.ok(line.of('card', 3).every(({ lastEmptyAt }) => lastEmptyAt === undefined));
  line.run(1000);
  line.pd(3).queue.push(card(99));
  line.run(1000);
  const last = line.of('card', 3).at(-1)!;
  assert.ok(last.at - last.lastEmptyAt! < 1000);
});
