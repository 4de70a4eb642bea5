import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gaps, readsOf } from './support/reads.ts';
import { type TestLine, withFireInputs } from './support/test-line.ts';

/** How long before a read falls due it happens, ms: the POLL that shows it may be the last one before that read. */
const BEFORE_A_READ = [5, 60, 180, 500];

/** Runs until the first input is due in so many ms. */
function runUntilDueIn(line: TestLine, ms: number): void {
  line.run(2000);
  let told = false;
  line.react = (event) => {
    told ||= event.kind === 'inputs' && event.address === 0;
  };
  line.run(1200, () => told);
  line.react = () => {};
  line.run(readsOf(line, 0, line.now - 500).at(-1)! + 1000 - ms - line.now);
}

for (const [count, fires, baud, turnaroundMs] of [
  [2, 1, 9600, 0],
  [2, 1, 115_200, 17],
  [4, 3, 9600, 17],
  [8, 7, 9600, 0],
  [4, 3, 115_200, 0],
] as const) {
  const where = `${fires} fire inputs of ${count} readers at ${baud} baud, turnaround ${turnaroundMs} ms`;
  test(`I1: a reader that has just fallen silent makes no read late: ${where}`, () => {
    const line = withFireInputs(count, fires, baud, turnaroundMs);
    const last = line.pd(count - 1);
    for (const ms of BEFORE_A_READ) {
      runUntilDueIn(line, ms);
      const from = line.now;
      last.powered = false;
      line.run(3500);
      assert.equal(line.status(count - 1).phase === 'online', false);
      for (let address = 0; address < fires; address += 1) {
        const worst = Math.max(...gaps(readsOf(line, address, from - 2000)));
        assert.ok(worst <= 1000.001, `${address}: ${worst} ms apart`);
      }
      last.restart();
      last.powered = true;
      assert.ok(line.run(20_000, () => line.status(count - 1).phase === 'online'));
    }
  });
}

for (const [count, fires, baud] of [
  [2, 1, 9600],
  [8, 7, 9600],
  [4, 3, 115_200],
] as const) {
  test(`a reader that thinks longer than ever stays on a line where ${fires} of ${count} are read every second at ${baud} baud`, () => {
    const line = withFireInputs(count, fires, baud);
    const slow = line.pd(count - 1);
    for (const ms of BEFORE_A_READ) {
      runUntilDueIn(line, ms);
      const { polls } = line.status(count - 1).counters;
      line.turnaroundOf.set(slow, 150);
      line.run(4000);
      assert.ok(line.status(count - 1).counters.polls > polls, 'it is answered to');
      line.turnaroundOf.delete(slow);
    }
    assert.equal(line.of('offline').length, 0);
  });
}

test('I1: a promised read that the late answer of another reader spoils is asked again at once', () => {
  for (let late = 20; late <= 180; late += 20) {
    const line = withFireInputs(2, 1, 9600, 17);
    const slow = line.pd(1);
    runUntilDueIn(line, 120);
    const from = line.now;
    const heard = () => slow.executed.length + slow.repeats;
    const before = heard();
    line.turnaroundOf.set(slow, 17 + late);
    line.run(600, () => heard() > before);
    line.turnaroundOf.delete(slow);
    line.run(3000);
    const worst = Math.max(...gaps(readsOf(line, 0, from - 1500)));
    assert.ok(worst <= 1150, `${late} ms late: ${worst} ms apart`);
    assert.equal(line.of('offline').length, 0);
  }
});
