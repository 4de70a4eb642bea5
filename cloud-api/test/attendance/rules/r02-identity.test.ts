import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseFacts } from '../../../src/attendance/explain/case-facts.ts';
import { identify } from '../../../src/attendance/rules/r02-identity.ts';
import { DATE, explain, SHIFT_1, stays, taps, utc } from '../support/case-dsl.ts';

const day = taps('IN A 07:25; OUT A 13:17');

test('R2: an event delivered many times counts once and raises nothing', () => {
  const found = explain([...day, ...day, ...day]);
  assert.deepEqual(stays(found), ['A 07:25:00-13:17:00 tap/tap']);
  assert.deepEqual(found.flags, []);
});

test('R2: the same number of another gateway or epoch is another event', () => {
  const [entry, exit] = day as [(typeof day)[0], (typeof day)[0]];
  const found = explain([
    entry,
    { ...exit, seq: 1, gateway: 'edge-other', at: utc('10:00') },
    { ...entry, epoch: 2, at: utc('10:20') },
    exit,
  ]);
  assert.deepEqual(stays(found), ['A 07:25:00-10:00:00 tap/tap', 'A 10:20:00-13:17:00 tap/tap']);
});

test('R2: with other contents under the same identity the first is kept and an alarm is raised', () => {
  const [entry] = day as [(typeof day)[0]];
  const conflict = { ...entry, at: utc('09:00') };
  assert.deepEqual(stays(explain([entry, conflict])), ['A 07:25:00-20:00:00 tap/auto_closed']);
  const facts = caseFacts(
    { timezone: 'Europe/Sofia', settings: {}, cases: [] },
    { id: 'x', date: DATE, lessons: SHIFT_1, events: [entry, conflict] },
  );
  assert.deepEqual(identify(facts.events).alarms, [{ gateway: 'edge-A', epoch: 1, seq: 1 }]);
});

test('R2: first means first to arrive, in whatever order they are read', () => {
  const [entry] = day as [(typeof day)[0]];
  const first = { ...entry, receivedAt: utc('07:26') };
  const second = { ...entry, at: utc('09:00'), receivedAt: utc('09:01') };
  const expected = ['A 07:25:00-20:00:00 tap/auto_closed'];
  assert.deepEqual(stays(explain([first, second])), expected);
  assert.deepEqual(stays(explain([second, first])), expected);
});
