import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY, NOTHING, secureDevice, TestLine } from './support/test-line.ts';
import { TestPd } from './support/test-pd.ts';

const ADDRESSES = [0, 1, 2, 3, 4, 5, 6, 7];

for (const [count, baud] of [
  [6, 38_400],
  [8, 115_200],
] as const) {
  test(`I1: ${count} readers at ${baud} baud that nobody has met are released in a second, though each thinks for 17 ms`, () => {
    const addresses = ADDRESSES.slice(0, count);
    const pds = addresses.map((address) => new TestPd({ address, key: KEY }));
    const devices = addresses.map((address) => ({
      ...secureDevice(address),
      ...(address === 0 ? { inputsEveryMs: 1000 } : {}),
    }));
    const line = new TestLine({ baud, devices }, pds);
    line.turnaroundMs = 17;
    for (const address of addresses) {
      line.wishes.set(address, {
        ...NOTHING,
        fire: true,
        outputs: [{ output: 0, kind: 'steady', energised: true }],
      });
    }
    const from = line.now;
    assert.ok(
      line.run(1000, () => pds.every(({ outputs }) => outputs[0] === true)),
      `${line.now - from} ms`,
    );
  });
}
