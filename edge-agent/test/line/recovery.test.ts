import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeFrame, encodeReply, SCS, withMark } from '@vratar/protocol/osdp';
import { school } from './support/test-line.ts';
import type { TestPd } from './support/test-pd.ts';

/** It refuses the next challenges, so many of them, and is as ever afterwards. */
function refuseChallenges(pd: TestPd, count: number): void {
  const take = pd.take.bind(pd);
  const nak = encodeReply({ kind: 'NAK', error: 6, details: new Uint8Array(0) });
  let left = count;
  pd.take = (frame) => {
    if (frame.security?.type !== SCS.challenge || left === 0) return take(frame);
    left -= 1;
    const { address, sequence, check } = frame;
    return withMark(encodeFrame({ address, sequence, check }, { reply: true, ...nak }));
  };
}

test('one refused challenge is chance: the PD is met again, and nobody is alarmed', () => {
  const line = school(2);
  refuseChallenges(line.pd(1), 1);
  line.pd(1).restart();
  assert.ok(line.run(3000, () => line.of('online', 1).length === 2));
  assert.deepEqual(line.of('alarm', 1), []);
});

test('a PD that refuses to renew its session is met from the beginning', () => {
  const line = school(1, 115_200);
  refuseChallenges(line.pd(0), 1);
  line.now += 86_400_000;
  assert.ok(line.run(1000, () => line.of('online').length === 2));
  assert.equal(line.of('offline').at(-1)?.reason, 'session');
  const { polls } = line.status(0).counters;
  line.run(1000);
  assert.ok(line.status(0).counters.polls > polls, 'it is polled in the new one');
});

test('a PD that answers later than its probes wait is given time by the next one, where nobody else speaks meanwhile', () => {
  const line = school(1);
  line.pd(0).powered = false;
  line.run(30_000);
  line.pd(0).restart();
  line.turnaroundOf.set(line.pd(0), 150);
  line.pd(0).powered = true;
  const late = () => line.status(0).counters.late;
  const before = late();
  assert.ok(line.run(10_000, () => late() > before || line.of('online', 0).length === 2));
  assert.ok(line.run(4000, () => line.of('online', 0).length === 2));
});

test('a PD that never comes to terms does not take the line from the others', () => {
  const line = school(2);
  line.pd(1).override = ({ kind }) =>
    kind === 'POLL' && line.pd(1).session.state === 'open'
      ? { kind: 'NAK', error: 6, details: new Uint8Array(0) }
      : undefined;
  line.run(5000);
  const [{ polls }, { resets }] = [line.status(0).counters, line.status(1).counters];
  line.run(20_000);
  const more = line.status(1).counters.resets - resets;
  assert.ok(more >= 3 && more <= 21, `started anew ${more} times in 20 s`);
  const served = line.status(0).counters.polls - polls;
  assert.ok(served > (0.8 * 20_000) / line.bytesTime(30), `${served} polls of the other`);
});

test('a PD whose late answers are all spoilt by the next command is found by the patient probe of every few minutes', () => {
  const line = school(2);
  line.pd(1).powered = false;
  line.run(30_000);
  line.pd(1).restart();
  line.turnaroundOf.set(line.pd(1), 150).set(line.pd(0), 100);
  line.pd(1).powered = true;
  const input = line.input.bind(line);
  line.input = (given) => {
    const spoilt =
      given.kind === 'bytes' &&
      given.bytes[2] === 0x81 &&
      line.sent.at(-1)!.bytes[2] !== line.pd(1).options.address;
    return input(spoilt ? { kind: 'wake' } : given);
  };
  assert.ok(line.run(310_000, () => line.of('online', 1).length === 2));
});
