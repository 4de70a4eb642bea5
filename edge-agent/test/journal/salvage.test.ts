import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestRun, type Run } from '../../src/journal/salvage.ts';

const run = (from: number, through: number): Run =>
  Array.from({ length: through - from + 1 }, (_, n) => ({ seq: from + n, line: '', hash: Buffer.alloc(32) }));

test('I5 of a damaged journal the part goes on that holds most of what the cloud has not, and of equals the newest', () => {
  const [old, long, late] = [run(1, 40), run(50, 69), run(80, 99)];
  for (const order of [
    [old, long, late],
    [late, long, old],
  ]) {
    assert.equal(bestRun(order, 0), old);
    assert.equal(bestRun(order, 30), late);
    assert.equal(bestRun(order, 55), late);
    assert.equal(bestRun(order, 99), late);
  }
  assert.equal(bestRun([], 0), undefined);
});
