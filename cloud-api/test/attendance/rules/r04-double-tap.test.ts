import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, letters, stays } from '../support/case-dsl.ts';

test('R4: a second entry within 30 s, the 30th included, is the same passage', () => {
  const found = explain('IN A 07:25:00; IN A 07:25:30; OUT A 13:17');
  assert.deepEqual(stays(found), ['A 07:25:00-13:17:00 tap/tap']);
  assert.deepEqual(found.flags, ['passback_suspected']);
});

test('R4: after 31 s it is another passage', () => {
  const found = explain('IN A 07:25:00; IN A 07:25:31; OUT A 13:17');
  assert.deepEqual(stays(found), ['A 07:25:00-07:25:31 tap/missing_exit ?', 'A 07:25:31-13:17:00 tap/tap']);
  assert.deepEqual(found.flags, []);
});

test('R4: a repeated exit is the same exit', () => {
  const found = explain('IN A 07:25; OUT A 13:17:00; OUT A 13:17:20');
  assert.deepEqual(stays(found), ['A 07:25:00-13:17:00 tap/tap']);
  assert.deepEqual(found.flags, ['passback_suspected']);
});

test('R4: an exit between two entries makes the second entry a real one', () => {
  const found = explain('IN A 07:25:00; OUT A 07:25:10; IN A 07:25:20; OUT A 13:17');
  assert.deepEqual(stays(found), ['A 07:25:00-07:25:10 tap/tap', 'A 07:25:20-13:17:00 tap/tap']);
  assert.equal(letters(found), 'PPPPPPP');
  assert.deepEqual(found.flags, []);
});

test('R4: another building is another passage', () => {
  const found = explain('IN A 07:25:00; IN B 07:25:10; OUT B 13:17');
  assert.deepEqual(stays(found), ['A 07:25:00-07:25:10 tap/implied_transfer', 'B 07:25:10-13:17:00 tap/tap']);
});

test('R4: an entry just after an evacuation is a real one', () => {
  const found = explain('IN A 10:29:50; IN A 10:30:10; OUT A 13:17', {
    fires: [{ building: 'A', start: '2026-11-09T08:30:00Z', end: '2026-11-09T08:30:05Z' }],
  });
  assert.deepEqual(stays(found), ['A 10:29:50-10:30:00 tap/evacuation', 'A 10:30:10-13:17:00 tap/tap']);
});
