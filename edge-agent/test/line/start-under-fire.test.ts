import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY, NOTHING, secureDevice, TestLine } from './support/test-line.ts';
import { TestPd } from './support/test-pd.ts';

/** Length of CCRYPT. */
const CCRYPT_BYTES = 44;

interface Started {
  readonly line: TestLine;
  readonly from: number;
  /** From its first answer until its release, ms, of each that has power; NaN where it never came. */
  readonly within: readonly number[];
  /** From the start until the last release, ms. */
  readonly allAt: number;
}

interface Start {
  readonly baud: number;
  readonly count: number;
  /** Addresses that have power; all unless given. */
  readonly alive?: readonly number[];
  readonly thinksMs: number;
  /** What the handshake's answer takes, where that is longer. */
  readonly handshakeMs?: number;
}

/** The line opens under a fire latch, and nobody on it was ever met; the first that has power carries a fire input. */
function start({ baud, count, thinksMs, handshakeMs = thinksMs, ...rest }: Start): Started {
  const addresses = Array.from({ length: count }, (_, address) => address);
  const alive = rest.alive ?? addresses;
  const pds = addresses.map((address) => new TestPd({ address, key: KEY }));
  for (const pd of pds) pd.powered = alive.includes(pd.options.address);
  const devices = addresses.map((address) => ({
    ...secureDevice(address),
    ...(address === alive[0] ? { inputsEveryMs: 1000 } : {}),
  }));
  const line = new TestLine({ baud, devices }, pds);
  const outputs = [{ output: 0, kind: 'steady', energised: true }] as const;
  for (const address of addresses) line.wishes.set(address, { ...NOTHING, fire: true, outputs });
  const answered = new Map<number, number>();
  line.distort = (reply, pd) => {
    const { address } = pd.options;
    if (!answered.has(address)) answered.set(address, line.now);
    line.turnaroundOf.set(pd, reply.length === CCRYPT_BYTES ? handshakeMs : thinksMs);
    return reply;
  };
  const from = line.now;
  const released = new Map<number, number>();
  line.run(8000, () => {
    for (const address of alive) {
      if (pds[address]!.outputs[0] === true && !released.has(address)) released.set(address, line.now);
    }
    return released.size === alive.length;
  });
  const within = alive.map((address) => released.get(address)! - answered.get(address)!);
  return { line, from, within, allAt: line.now - from };
}

for (const [count, baud] of [
  [6, 38_400],
  [8, 115_200],
] as const) {
  test(`I1: ${count} readers at ${baud} baud that nobody has met are released in a second, though each thinks for 17 ms`, () => {
    const { within, allAt } = start({ baud, count, thinksMs: 17 });
    assert.ok(!within.some(Number.isNaN) && allAt <= 1000, `${allAt} ms`);
  });
}

for (const baud of [9_600, 19_200, 38_400, 115_200]) {
  for (const alive of [[0, 1, 2, 3, 4, 5, 6, 7], [2, 5], [7]]) {
    for (const [thinksMs, handshakeMs] of [
      [0, 0],
      [17, 17],
      [1, 10],
      [1, 25],
    ] as const) {
      const thinks = `think for ${thinksMs} ms, and ${handshakeMs} for a handshake`;
      test(`I1: at ${baud} baud each of readers ${alive.join(', ')} of 8 is released in a second after it first answers; they ${thinks}`, () => {
        const { within } = start({ baud, count: 8, alive, thinksMs, handshakeMs });
        for (const ms of within) assert.ok(ms <= 1000, `${ms} ms`);
      });
    }
  }

  test(`I1: at ${baud} baud readers that need 60 ms for a handshake are not asked into their own answers for ever`, () => {
    const { within } = start({ baud, count: 8, thinksMs: 1, handshakeMs: 60 });
    for (const ms of within) assert.ok(ms < 8000, `${ms} ms`);
  });
}

test('I1: a reader behind seven that are dead is asked when each of them was waited for once', () => {
  const { line, from } = start({ baud: 115_200, count: 8, alive: [7], thinksMs: 1 });
  const asked = line.sent.filter(({ bytes }) => bytes[2] === 7).map(({ at }) => at - from);
  assert.ok(asked[0]! <= 7 * 215, `${asked[0]} ms`);
});
