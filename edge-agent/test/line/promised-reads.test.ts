import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceOf, crowd } from './support/crowd.ts';
import { card, type TestLine, withFireInputs } from './support/test-line.ts';

/** Moments at which the ISTATs that this reader answered were sent. */
function readsOf(line: TestLine, address: number, from: number): number[] {
  const answers = line.of('inputs', address).filter(({ at }) => at > from);
  return answers.map(({ at }) => line.sent.findLast((sent) => sent.at < at)!.at);
}

const gaps = (times: readonly number[]) => times.slice(1).map((at, n) => at - times[n]!);

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
      const apart = gaps(readsOf(line, address, from));
      assert.ok(Math.max(...apart) <= 1000, `${address}: ${Math.max(...apart)} ms apart`);
      assert.ok(apart.length <= 30_000 / 850, `${address}: ${apart.length} reads in 30 s`);
    }
  });
}

test('reads of several fire inputs are spread over the second, so that a tap waits for few of them', () => {
  const line = withFireInputs(4, 4, 9600);
  line.run(2000);
  const from = line.now;
  line.run(20_000);
  const all = [0, 1, 2, 3].flatMap((address) => readsOf(line, address, from)).sort((a, b) => a - b);
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
      const worst = Math.max(...gaps(told.filter((at) => at > from)));
      assert.ok(worst <= bound, `${address}: nothing of its inputs for ${worst} ms`);
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
  const worst = Math.max(...gaps(readsOf(line, 0, from)));
  assert.ok(worst <= 1100, `${worst} ms apart`);
});
