import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc16 } from '@vratar/protocol/osdp';
import { card, school, type TestLine } from './support/test-line.ts';

/** Runs `spoil` on the next reply of this PD only. */
function spoilOnce(
  line: TestLine,
  address: number,
  spoil: (reply: Uint8Array) => Uint8Array | undefined,
): void {
  line.distort = (reply, from) => {
    if (from.options.address !== address) return reply;
    line.distort = (unspoilt) => unspoilt;
    return spoil(reply);
  };
}

function flipped(bytes: Uint8Array, index: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[index]! ^= 0x10;
  return copy;
}

test('an answer with a bad CRC is asked for again at once, with the same bytes and sequence number', () => {
  const line = school(3);
  line.pd(1).queue.push(card(1));
  spoilOnce(line, 1, (reply) => flipped(reply, 12));
  assert.ok(line.run(1000, () => line.of('card').length === 1));
  assert.equal(line.pd(1).repeats, 1);
  const { counters } = line.status(1);
  assert.deepEqual([counters.damaged, counters.repeats, counters.resets], [1, 1, 0]);
  const at = line.sent.findIndex(({ bytes }, i) => i > 0 && bytes === line.sent[i - 1]!.bytes);
  assert.ok(at > 0, 'the repetition followed directly');
  assert.ok(line.sent[at]!.at - line.sent[at - 1]!.at < 150);
});

test('damaged answers with good ones between them are chance, however many there are', () => {
  const line = school(2);
  let heard = 0;
  line.distort = (reply, from) => {
    heard += from.options.address === 1 ? 1 : 0;
    return from.options.address === 1 && heard % 2 === 0 ? flipped(reply, 12) : reply;
  };
  line.run(10_000);
  const { counters } = line.status(1);
  assert.ok(counters.damaged > 30, `${counters.damaged} damaged`);
  assert.equal(counters.resets, 0);
  assert.equal(line.of('offline').length, 0);
});

test('an answer behind bytes that announce a long frame is found when nothing more comes', () => {
  const line = school(2);
  line.pd(1).queue.push(card(1));
  spoilOnce(line, 1, (reply) => Uint8Array.of(0x53, 0x81, 0xa0, 0x05, ...reply));
  assert.ok(line.run(1000, () => line.of('card').length === 1));
  const { counters } = line.status(1);
  assert.deepEqual([counters.damaged, counters.timeouts, counters.repeats], [0, 0, 0]);
});

test('a lost answer is asked for again when the others had their turn, and no card is lost or doubled', () => {
  const line = school(3);
  line.pd(1).queue.push(card(1));
  spoilOnce(line, 1, () => undefined);
  assert.ok(line.run(1000, () => line.of('card').length === 1));
  line.run(2000);
  assert.equal(line.of('card').length, 1);
  assert.equal(line.pd(1).repeats, 1);
  assert.equal(line.of('offline').length, 0);
});

test('I9 an empty answer that is repeated late proves nothing about the time since it was first asked for', () => {
  const line = school(1);
  line.run(500);
  line.distort = () => undefined;
  const cutAt = line.now;
  line.run(400);
  line.pd(0).queue.push(card(1));
  line.run(400);
  line.distort = (reply) => reply;
  assert.ok(line.run(3000, () => line.of('card').length === 1));
  assert.equal(line.of('offline').length, 0);
  const [read] = line.of('card');
  assert.ok(read!.lastEmptyAt !== undefined && read!.lastEmptyAt < cutAt + 100, `${read!.lastEmptyAt}`);
});

test('a truncated answer costs the silence between two characters, not the whole reply delay', () => {
  const line = school(1);
  const before = line.sent.length;
  spoilOnce(line, 0, (reply) => reply.subarray(0, 9));
  line.run(90);
  const gaps = line.sent.slice(before).map(({ at }, i, all) => (i === 0 ? 0 : at - all[i - 1]!.at));
  assert.ok(Math.max(...gaps) < 80, gaps.join());
  assert.equal(line.status(0).counters.damaged, 1);
});

test('a corrupt length does not stall the line', () => {
  const line = school(2);
  spoilOnce(line, 0, (reply) => {
    const copy = Uint8Array.from(reply);
    copy[4] = 0x05;
    return copy;
  });
  const polls = line.status(1).counters.polls;
  line.run(400);
  assert.ok(line.status(1).counters.polls - polls >= 4);
  assert.equal(line.of('offline').length, 0);
});

test('a command that the PD did not hear right is repeated, whether it is silent or sends NAK 1', () => {
  const line = school(2);
  line.distortCommand = (bytes) => {
    line.distortCommand = (unspoilt) => unspoilt;
    return flipped(bytes, 9);
  };
  line.run(1000);
  assert.equal(
    line.scheduler.status().devices.reduce((sum, { counters }) => sum + counters.timeouts, 0),
    1,
  );
  line.pd(0).instead.push(Uint8Array.from(Buffer.from('ff5380090004410127a4', 'hex')));
  line.run(1000);
  assert.equal(line.status(0).counters.naks, 1);
  assert.equal(line.of('offline').length, 0);
});

test('BUSY is no failure: the same bytes go out again later, and the chain of MACs holds', () => {
  const line = school(2);
  const busy = Uint8Array.from([0xff, 0x53, 0x80, 0x08, 0x00, 0x04, 0x79, 0x23, 0x0b]);
  line.pd(0).instead.push(...Array(5).fill(busy));
  line.pd(0).queue.push(card(3));
  assert.ok(line.run(3000, () => line.of('card').length === 1));
  assert.equal(line.status(0).counters.busy, 5);
  assert.equal(line.status(0).counters.timeouts, 0);
  assert.equal(line.of('offline').length, 0);
});

test('an adapter that hears its own bytes disturbs nothing, and is counted', () => {
  const line = school(2);
  line.echo = true;
  const polls = line.status(0).counters.polls;
  line.run(2000);
  assert.ok(line.status(0).counters.polls - polls > 25);
  assert.ok(line.scheduler.status().echoes > 50);
  assert.equal(line.status(0).counters.timeouts, 0);
});

test('an answer that comes after it was given up does not put the two sides one step apart', () => {
  const line = school(2);
  line.turnaroundMs = 230;
  line.run(1500);
  line.turnaroundMs = 0;
  line.run(2000);
  const before = line.status(0).counters;
  line.run(3000);
  const after = line.status(0).counters;
  assert.ok(after.polls - before.polls > 35);
  assert.equal(after.repeats, before.repeats);
  assert.equal(after.unusable, before.unusable);
});

test('answers that are lost and damaged by turns cost a PD no turn: it is there', () => {
  const line = school(2);
  const course = [
    () => undefined,
    () => undefined,
    (reply: Uint8Array) => flipped(reply, 12),
    () => undefined,
    () => undefined,
    (reply: Uint8Array) => reply,
  ];
  let replies = 0;
  line.distort = (reply, from) => {
    if (from.options.address !== 1) return reply;
    replies += 1;
    return course[replies % course.length]!(reply);
  };
  const from = line.now;
  assert.ok(line.run(30_000, () => replies > 60));
  const tries = line.sent.filter(({ at, bytes }) => at > from && bytes[2] === 1).map(({ at }) => at);
  const longest = Math.max(...tries.slice(1).map((at, n) => at - tries[n]!));
  assert.ok(longest < 500, `${longest} ms without a try`);
  assert.equal(line.of('offline').length, 0);
});

test('a PD whose answers all come damaged is told to be offline, keeps no other from its turn, and is met again', () => {
  const line = school(2);
  line.distort = (reply, from) => (from.options.address === 1 ? flipped(reply, reply.length - 1) : reply);
  assert.ok(line.run(10_000, () => line.of('offline', 1).length === 1));
  assert.equal(line.of('offline', 1)[0]!.reason, 'damaged');
  const polls = line.status(0).counters.polls;
  line.run(10_000);
  assert.ok(line.status(0).counters.polls - polls > 100);
  line.distort = (reply) => reply;
  assert.ok(line.run(6000, () => line.of('online', 1).length === 2));
});

/** The sequence number of a reply made another one, and the check made right again: as an answer to something else. */
function ofAnother(reply: Uint8Array): Uint8Array {
  const frame = Buffer.from(reply.subarray(1));
  frame[4] = (frame[4]! & ~3) | (((frame[4]! & 3) % 3) + 1);
  frame.writeUInt16LE(crc16(frame, 0, frame.length - 2), frame.length - 2);
  return Uint8Array.of(0xff, ...frame);
}

test('an answer to something else is waited out, and costs the session nothing', () => {
  const line = school(2);
  for (let turn = 0; turn < 5; turn += 1) {
    spoilOnce(line, 1, ofAnother);
    line.run(1500);
  }
  const { counters } = line.status(1);
  assert.deepEqual([counters.unusable, counters.resets], [5, 0]);
  assert.equal(line.of('offline').length, 0);
});

test('a PD that answers with the wrong number each time is met anew before it counts as silent', () => {
  const line = school(2, 115_200);
  line.distort = (reply, from) => (from.options.address === 1 ? ofAnother(reply) : reply);
  assert.ok(line.run(3000, () => line.of('offline', 1).length === 1));
  assert.equal(line.of('offline', 1)[0]!.reason, 'session');
});
