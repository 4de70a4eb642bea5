import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY, secureDevice, TestLine } from './support/test-line.ts';
import { TestPd } from './support/test-pd.ts';

/** Longest pause between two POLLs of PD 0 while seven others flash and beep without end, ms. */
function longestPause(fireInput: boolean): number {
  const addresses = [0, 1, 2, 3, 4, 5, 6, 7];
  const devices = addresses.map((address) => ({
    ...secureDevice(address),
    ...(fireInput && address === 0 ? { inputsEveryMs: 1000 } : {}),
  }));
  const line = new TestLine(
    { baud: 115_200, devices },
    addresses.map((address) => new TestPd({ address, key: KEY })),
  );
  line.run(3000);
  const polls: number[] = [];
  let id = 0;
  for (let turn = 0; turn < 400; turn++) {
    id += 1;
    const sound = { id, reader: 0, onMs: 100, offMs: 0, count: 1 };
    line.wish((turn % 7) + 1, { sound });
    line.run(6);
    const pd = line.scheduler.status().devices[0]!;
    if (pd.counters.polls !== polls.length) while (polls.length < pd.counters.polls) polls.push(line.now);
  }
  const recent = polls.filter((at) => at > 4100);
  return Math.max(...recent.slice(1).map((at, n) => at - recent[n]!));
}

test('I1: lamps and sounds of others do not keep a device with a fire input from being polled', () => {
  const [watched, ordinary] = [longestPause(true), longestPause(false)];
  assert.ok(watched < 40, `polled after ${watched} ms at the latest`);
  assert.ok(ordinary > watched, `without a fire input after ${ordinary} ms`);
});
