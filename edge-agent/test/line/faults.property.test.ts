import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { card, KEY, secureDevice, TestLine } from './support/test-line.ts';
import { TestPd } from './support/test-pd.ts';

const PDS = 3;

type Fault =
  | { readonly kind: 'flip'; readonly byte: number; readonly bit: number }
  | { readonly kind: 'lose' }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'double'; readonly at: number }
  | { readonly kind: 'prefix'; readonly noise: readonly number[] }
  | { readonly kind: 'restart' }
  | { readonly kind: 'off'; readonly replies: number }
  | { readonly kind: 'nak'; readonly error: number }
  | { readonly kind: 'busy' };

const byte = fc.integer({ min: 0, max: 255 });
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), byte: fc.nat(60), bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('lose' as const) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(30) }),
  fc.record({ kind: fc.constant('double' as const), at: fc.nat(30) }),
  fc.record({ kind: fc.constant('prefix' as const), noise: fc.array(byte, { maxLength: 20 }) }),
  fc.record({ kind: fc.constant('restart' as const) }),
  fc.record({ kind: fc.constant('off' as const), replies: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ kind: fc.constant('nak' as const), error: fc.integer({ min: 0, max: 9 }) }),
  fc.record({ kind: fc.constant('busy' as const) }),
);

/** When, counted in replies on the line, what goes wrong. */
const plan = fc.array(fc.record({ after: fc.integer({ min: 1, max: 40 }), fault }), { maxLength: 30 });

const LINK_FAULTS = new Set(['flip', 'lose', 'cut', 'double', 'prefix', 'busy']);

function spoil(reply: Uint8Array, fault: Fault, pd: TestPd): Uint8Array | undefined {
  switch (fault.kind) {
    case 'flip': {
      const copy = Uint8Array.from(reply);
      copy[fault.byte % copy.length]! ^= 1 << fault.bit;
      return copy;
    }
    case 'lose':
      return undefined;
    case 'cut':
      return reply.subarray(0, fault.at % reply.length);
    case 'double': {
      const at = fault.at % reply.length;
      return Uint8Array.from([...reply.subarray(0, at + 1), ...reply.subarray(at)]);
    }
    case 'prefix':
      return Uint8Array.from([...fault.noise, ...reply]);
    case 'restart':
      pd.restart();
      return undefined;
    case 'off':
      pd.powered = false;
      return undefined;
    case 'nak':
      pd.override = () => {
        pd.override = () => undefined;
        return { kind: 'NAK', error: fault.error, details: new Uint8Array(0) };
      };
      return reply;
    case 'busy':
      pd.instead.push(
        Uint8Array.from([
          0xff,
          0x53,
          0x80 | pd.options.address,
          8,
          0,
          4,
          0x79,
          ...BUSY_CHECK[pd.options.address]!,
        ]),
      );
      return reply;
  }
}

/** CRC of BUSY from the addresses 0 to 2. */
const BUSY_CHECK = [
  [0x23, 0x0b],
  [0x72, 0xa1],
  [0xa0, 0x4f],
];

interface Course {
  readonly line: TestLine;
  readonly given: number[];
}

/** Runs a line through the plan, a card at each PD once in a while, and then lets it come to rest. */
function run(plan: readonly { readonly after: number; readonly fault: Fault }[]): Course {
  const pds = Array.from({ length: PDS }, (_, address) => new TestPd({ address, key: KEY }));
  const line = new TestLine(
    { baud: 19_200, devices: pds.map(({ options }) => secureDevice(options.address)) },
    pds,
  );
  const given: number[] = [];
  let replies = 0;
  let next = 0;
  let dueAt = plan[0]?.after ?? 0;
  line.distort = (reply, from) => {
    replies += 1;
    if (replies % 10 === 0 && given.length < 200) {
      given.push(given.length);
      from.queue.push(card(given.length - 1));
    }
    const due = plan[next];
    if (due === undefined || replies < dueAt) return reply;
    next += 1;
    dueAt = replies + (plan[next]?.after ?? 0);
    return spoil(reply, due.fault, from);
  };
  line.run(6000);
  line.distort = (reply) => reply;
  for (const pd of pds) pd.powered = true;
  line.run(8000);
  return { line, given };
}

test('whatever happened on the line, every PD is polled again within seconds, in secure channel', () => {
  fc.assert(
    fc.property(plan, (plan) => {
      const { line } = run(plan);
      const before = line.scheduler.status().devices.map(({ counters }) => counters.polls);
      line.run(1000);
      for (const [i, device] of line.scheduler.status().devices.entries()) {
        assert.equal(device.phase, 'online');
        assert.ok(device.secure);
        assert.ok(device.counters.polls - before[i]! > 15, `${device.counters.polls - before[i]!} polls`);
      }
    }),
    { numRuns: 25 },
  );
});

test('no card is told twice; none is lost unless its PD restarted or refused', () => {
  const linkOnly = plan.map((steps) => steps.filter(({ fault }) => LINK_FAULTS.has(fault.kind)));
  fc.assert(
    fc.property(fc.oneof(plan, linkOnly), (plan) => {
      const { line, given } = run(plan);
      const told = line.of('card').map(({ data }) => data[3]!);
      assert.equal(new Set(told).size, told.length);
      const restarted =
        line.of('offline').length > 0 || plan.some(({ fault }) => !LINK_FAULTS.has(fault.kind));
      if (!restarted)
        assert.deepEqual(
          [...told].sort((a, b) => a - b),
          given,
        );
    }),
    { numRuns: 25 },
  );
});

test('the line is half-duplex: nothing is sent while an answer may still begin', () => {
  fc.assert(
    fc.property(plan, (plan) => {
      const { line } = run(plan);
      const gaps = line.sent.slice(1).map(({ at }, i) => at - line.sent[i]!.at);
      assert.ok(Math.min(...gaps) >= line.bytesTime(18) - 1e-6, String(Math.min(...gaps)));
    }),
    { numRuns: 20 },
  );
});
