import assert from 'node:assert/strict';
import { test } from 'node:test';
import { card, school } from './support/test-line.ts';

test('four PDs are met in secure channel, and polled as fast as the wire carries', () => {
  const line = school(4);
  assert.ok(line.of('online').every(({ secure }) => secure));
  line.run(2000);
  const before = line.status(0).counters.polls;
  line.run(10_000);
  const polls = line.status(0).counters.polls - before;
  const ideal = 10_000 / (4 * line.bytesTime(30));
  assert.ok(polls >= 0.97 * ideal, `${polls} of ${ideal} polls`);
});

test('each PD gets its turn: the numbers of polls differ by one at most', () => {
  const line = school(8, 115_200);
  const before = line.scheduler.status().devices.map(({ counters }) => counters.polls);
  line.run(5000);
  const polls = line.scheduler.status().devices.map(({ counters }, i) => counters.polls - before[i]!);
  assert.ok(Math.max(...polls) - Math.min(...polls) <= 1, polls.join());
});

test('a card comes with the time of the last empty answer before it, in this session (I9)', () => {
  const line = school(2);
  const [pd] = line.pds;
  pd!.queue.push(card(1), card(2));
  assert.ok(line.run(1000, () => line.of('card').length === 2));
  const [first, second] = line.of('card');
  assert.ok(first!.at - first!.lastEmptyAt! < 250);
  assert.equal(second!.lastEmptyAt, first!.lastEmptyAt, 'no answer was empty between the two');
});

test('a card that waited in a PD while the line was away comes without an empty answer before it (I9)', () => {
  const line = school(1);
  line.pds[0]!.powered = false;
  line.run(20_000);
  assert.equal(line.of('offline').length, 1);
  line.pds[0]!.queue.push(card(1), card(2));
  line.pds[0]!.powered = true;
  line.run(7000, () => line.of('card').length === 1);
  assert.equal(line.of('card')[0]!.lastEmptyAt, undefined);
});
