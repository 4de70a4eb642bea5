import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceOf, crowd } from './support/crowd.ts';
import { gaps, longestWithout, readsOf } from './support/reads.ts';
import { card, type TestLine, withFireInputs } from './support/test-line.ts';

for (const [count, fires, baud] of [
  [1, 1, 9600],
  [4, 1, 9600],
  [4, 4, 9600],
  [8, 8, 9600],
  [8, 8, 115_200],
] as const) {
  test(`I1: ${fires} of ${count} readers at ${baud} baud are read once a second, and no oftener than that asks`, () => {
    const line = withFireInputs(count, fires, baud);
    // Those that came online together find their places in the second first.
    line.run(2000);
    const from = line.now;
    line.run(30_000);
    for (let address = 0; address < fires; address += 1) {
      const reads = readsOf(line, address, from);
      const worst = longestWithout(line, reads, from);
      assert.ok(worst <= 1000, `${address}: ${worst} ms apart`);
      assert.ok(reads.length >= 29, `${address}: ${reads.length} reads in 30 s`);
      assert.ok(reads.length <= 1 + 30_000 / 850, `${address}: ${reads.length} reads in 30 s`);
    }
  });
}

test('reads of several fire inputs are spread over the second, so that a tap waits for few of them', () => {
  const line = withFireInputs(4, 4, 9600);
  line.run(2000);
  const from = line.now;
  line.run(20_000);
  const all = [0, 1, 2, 3].flatMap((address) => readsOf(line, address, from)).sort((a, b) => a - b);
  assert.ok(all.length >= 4 * 19, `${all.length} reads in 20 s`);
  assert.ok(Math.min(...gaps(all)) > 150, `${Math.min(...gaps(all))} ms apart at the least`);
});

for (const [count, fires, baud, bound] of [
  [8, 1, 9600, 1250],
  [8, 8, 115_200, 1250],
  [4, 4, 9600, 1600],
] as const) {
  test(`I1: a crowd at ${count} readers at ${baud} baud keeps none of ${fires} fire inputs from being read`, () => {
    const line = withFireInputs(count, fires, baud);
    const from = line.now;
    crowd(line, chanceOf(5), 30_000);
    line.run(30_000);
    for (let address = 0; address < fires; address += 1) {
      const told = line.of('inputs', address).map(({ at }) => at);
      const since = told.filter((at) => at > from);
      const worst = longestWithout(line, since, from);
      assert.ok(worst <= bound, `${address}: nothing of its inputs for ${worst} ms`);
      assert.ok(since.length >= 30_000 / bound, `${address}: told ${since.length} times in 30 s`);
    }
  });
}

test('a read of a fire input waits for a release that is about to come, and for nobody who never grants', () => {
  const line = withFireInputs(2, 1, 115_200);
  const last = () => readsOf(line, 0, 0).at(-1)!;
  line.run(2000, () => line.now - last() > 985);
  line.pd(1).queue.push(card(1));
  const reads = line.of('card');
  line.run(100, () => line.of('card').length > reads.length);
  const before = last();
  line.run(45);
  assert.equal(last(), before, 'not while the decision is awaited');
  const output = { output: 0, kind: 'timed', energised: true, id: 1, untilMs: line.now + 3000 } as const;
  line.wish(1, { outputs: [output] });
  line.run(20);
  assert.ok(last() > before, 'right behind the release');
  // A reader that sends a card with each answer, none of which is ever decided.
  line.pd(1).override = ({ kind }) => (kind === 'POLL' ? card(2) : undefined);
  const from = line.now;
  line.run(10_000);
  const late = readsOf(line, 0, from);
  const worst = longestWithout(line, late, from);
  assert.ok(worst <= 1100, `${worst} ms apart`);
  assert.ok(late.length >= 9, `${late.length} reads in 10 s`);
});

const STRANGERS = {
  'that has the default key': { acceptsDefaultKey: true },
  'that has another key': { key: new Uint8Array(16).fill(1), takesClear: true },
  'in clear': {},
} as const;

for (const [what, options] of Object.entries(STRANGERS)) {
  for (const [count, baud, crowded, bound] of [
    [1, 115_200, false, 1000],
    [4, 9600, false, 1000],
    [8, 9600, true, 1100],
  ] as const) {
    const beside = crowded ? 'beside a crowd' : 'on a quiet line';
    test(`I10: the fire input of a reader ${what} is read once a second, one of ${count} ${beside} at ${baud} baud`, () => {
      const line = withFireInputs(count, 1, baud, 0, { 0: options });
      const from = line.now;
      if (crowded) crowd(line, chanceOf(5), 30_000);
      line.run(30_000);
      assert.equal(line.of('online', 0).length, 0);
      const reads = readsOf(line, 0, from);
      const worst = longestWithout(line, reads, from);
      assert.ok(worst <= bound, `${worst} ms apart`);
      assert.ok(reads.length >= 29, `${reads.length} reads in 30 s`);
    });
  }
}

/** How long the line was kept by each probe of this reader. */
function probesOf(line: TestLine, address: number, from: number): number[] {
  return line.sent.flatMap(({ at, bytes }, n) => {
    const next = line.sent[n + 1];
    return at > from && bytes[2] === address && next !== undefined ? [next.at - at] : [];
  });
}

for (const [count, fires, baud] of [
  [2, 1, 115_200],
  [4, 1, 9600],
  [4, 3, 9600],
  [8, 7, 9600],
  [8, 7, 115_200],
] as const) {
  test(`I1: probes of a silent reader delay no read of ${fires} fire inputs of ${count} readers at ${baud} baud`, () => {
    const line = withFireInputs(count, fires, baud);
    const silent = count - 1;
    line.pd(silent).powered = false;
    assert.ok(line.run(10_000, () => line.status(silent).phase === 'silent'));
    const from = line.now;
    line.run(30_000);
    const waits = probesOf(line, silent, from);
    assert.ok(waits.length >= 10, `${waits.length} probes`);
    assert.ok(Math.max(...waits) > 200, 'one waited for as long as a reader may think');
    for (let address = 0; address < fires; address += 1) {
      const reads = readsOf(line, address, from);
      const worst = longestWithout(line, reads, from);
      assert.ok(worst <= 1000, `${address}: ${worst} ms apart`);
      assert.ok(reads.length >= 29, `${address}: ${reads.length} reads in 30 s`);
      assert.ok(reads.length <= 30_000 / 850 + waits.length, `${address}: ${reads.length} reads in 30 s`);
    }
  });
}

test('a reader that knows no ISTAT takes no share of the second from the others', () => {
  const line = withFireInputs(4, 4, 9600);
  const unknown = { kind: 'NAK', error: 3, details: new Uint8Array(0) } as const;
  for (const address of [1, 2, 3]) {
    line.pd(address).override = ({ kind }) => (kind === 'ISTAT' ? unknown : undefined);
  }
  line.run(3000);
  const from = line.now;
  line.run(30_000);
  const reads = readsOf(line, 0, from);
  assert.ok(longestWithout(line, reads, from) <= 1000);
  assert.ok(Math.min(...gaps(reads)) >= 900, `${Math.min(...gaps(reads))} ms apart at the least`);
});
