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
  /** Readers that think for so long about everything. */
  readonly thinksMsOf?: Readonly<Record<number, number>>;
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
  line.distort = (reply, pd) => {
    const usualMs = reply.length === CCRYPT_BYTES ? handshakeMs : thinksMs;
    line.turnaroundOf.set(pd, rest.thinksMsOf?.[pd.options.address] ?? usualMs);
    return reply;
  };
  return untilReleased(line, alive);
}

function untilReleased(line: TestLine, alive: readonly number[]): Started {
  const answered = new Map<number, number>();
  const { distort } = line;
  line.distort = (reply, pd) => {
    const { address } = pd.options;
    if (!answered.has(address)) answered.set(address, line.now);
    return distort(reply, pd);
  };
  const from = line.now;
  const released = new Map<number, number>();
  line.run(8000, () => {
    for (const address of alive) {
      if (line.pd(address).outputs[0] === true && !released.has(address)) released.set(address, line.now);
    }
    return released.size === alive.length;
  });
  line.distort = distort;
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

  for (const handshakeMs of [60, 100, 150]) {
    test(`I1: at ${baud} baud readers that need ${handshakeMs} ms for a handshake are released in half a second`, () => {
      for (const count of [1, 4, 8]) {
        const { within } = start({ baud, count, thinksMs: 1, handshakeMs });
        for (const ms of within) assert.ok(ms <= 500, `${count}: ${ms} ms`);
      }
    });
  }
}

/** What the line takes with one reader that answers at once, by speed, ms: handshake, release, and a brief try at the most. */
for (const [baud, meetingMs, tryMs] of [
  [9_600, 230, 90],
  [115_200, 25, 70],
] as const) {
  test(`I1: at ${baud} baud no dead reader costs those behind it more than ${tryMs} ms`, () => {
    for (const alive of [[7], [2, 5], [6, 7], [4, 5, 6, 7]]) {
      const { allAt } = start({ baud, count: 8, alive, thinksMs: 1 });
      const bound = alive.length * meetingMs + (alive.at(-1)! + 1 - alive.length) * tryMs;
      assert.ok(allAt <= bound, `${alive}: ${allAt} of ${bound} ms`);
    }
  });
}

for (const thinksMs of [40, 60, 100, 150]) {
  test(`I1: the last of the line is waited for though it thinks for ${thinksMs} ms, and others are dead`, () => {
    for (const baud of [9_600, 115_200]) {
      const { within } = start({
        baud,
        count: 8,
        alive: [0, 3, 4, 7],
        thinksMs: 1,
        thinksMsOf: { 7: thinksMs },
      });
      for (const ms of within) assert.ok(ms <= 1000, `${baud}: ${ms} ms`);
    }
  });
}

for (const [thinksMs, boundMs, which] of [
  [40, 500, 'none of which is asked into its answer'],
  [60, 500, 'none of which is asked into its answer'],
  [100, 1450, 'each of which is given up at first'],
] as const) {
  test(`I1: readers that think for ${thinksMs} ms, ${which}, are released soon after they first answer`, () => {
    for (const baud of [9_600, 115_200]) {
      for (const count of [1, 4, 8]) {
        const { within } = start({ baud, count, thinksMs });
        for (const ms of within) assert.ok(ms <= boundMs, `${count} at ${baud}: ${ms} ms`);
      }
    }
  });
}

test('I1: a promised read goes on between the tries of readers that do not answer', () => {
  const { line } = start({ baud: 9_600, count: 8, alive: [0], thinksMs: 1 });
  line.run(8000);
  const reads = line.of('inputs', 0).map(({ at }) => at);
  const gaps = reads.slice(1).map((at, i) => at - reads[i]!);
  // A patient try that begins right before a read falls due, and the read itself.
  const latest = 1000 + 230 + 50;
  assert.ok(reads.length >= 6 && Math.max(...gaps) <= latest, gaps.join());
});

test('I1: a reader behind seven that are dead is asked when each of them was waited for briefly', () => {
  const { line, from } = start({ baud: 115_200, count: 8, alive: [7], thinksMs: 1 });
  const asked = line.sent.filter(({ bytes }) => bytes[2] === 7).map(({ at }) => at - from);
  assert.ok(asked[0]! <= 7 * 70, `${asked[0]} ms`);
});

test('I1: readers that come back together under fire are met one after the other', () => {
  for (const baud of [9_600, 115_200]) {
    for (const handshakeMs of [1, 60, 100, 150]) {
      const { line } = start({ baud, count: 8, thinksMs: 1, handshakeMs });
      line.run(3000);
      for (const pd of line.pds) pd.powered = false;
      line.run(20_000);
      for (const pd of line.pds) {
        pd.restart();
        pd.powered = true;
      }
      const { within } = untilReleased(line, [0, 1, 2, 3, 4, 5, 6, 7]);
      for (const ms of within) assert.ok(ms <= 500, `${handshakeMs} at ${baud}: ${ms} ms`);
    }
  }
});

test('I1: readers that restart under fire are released soon after they answer, also with slow handshakes', () => {
  for (const baud of [9_600, 115_200]) {
    for (const handshakeMs of [60, 100, 150]) {
      for (const restarted of [1, 4, 8]) {
        const { line } = start({ baud, count: 8, thinksMs: 1, handshakeMs });
        line.run(3000);
        for (const pd of line.pds.slice(0, restarted)) pd.restart();
        const { within } = untilReleased(
          line,
          Array.from({ length: restarted }, (_, address) => address),
        );
        for (const ms of within) assert.ok(ms <= 500, `${restarted}, ${handshakeMs} at ${baud}: ${ms} ms`);
      }
    }
  }
});
