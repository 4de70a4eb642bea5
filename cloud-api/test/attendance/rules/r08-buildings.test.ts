import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, letters, stays } from '../support/case-dsl.ts';

test('R8: ten minutes between two buildings are bridged, the tenth included', () => {
  const found = explain('IN A 07:25; OUT A 09:15:00; IN B 09:25:00; OUT B 13:17');
  assert.equal(letters(found), 'PPPPPPP');
  assert.deepEqual(found.flags, ['transit_bridged']);
});

test('R8: one second more is a gap', () => {
  const found = explain('IN A 07:25; OUT A 09:15:00; IN B 09:25:01; OUT B 13:17');
  assert.equal(letters(found), 'PPLPPPP');
  assert.deepEqual(found.flags, []);
});

test('R8: out of a building and back into the same one is not bridged', () => {
  const found = explain('IN A 07:25; OUT A 09:19; IN A 09:25; OUT A 13:17');
  assert.equal(letters(found), 'PPLPPPP');
  assert.deepEqual(found.flags, []);
});

test('R8: an entry at B while inside A is a transfer without a gap', () => {
  const found = explain('IN A 07:25; IN B 10:05; OUT B 13:17');
  assert.deepEqual(stays(found), ['A 07:25:00-10:05:00 tap/implied_transfer', 'B 10:05:00-13:17:00 tap/tap']);
  assert.equal(letters(found), 'PPPPPPP');
});

test('R8: an exit from B while inside A proves that the pupil left, and nothing before it', () => {
  const found = explain('IN A 07:25; OUT B 10:55');
  assert.deepEqual(stays(found), ['A 07:25:00-10:55:00 tap/missing_exit ?']);
  assert.equal(letters(found), 'UUUUAAA');
});

test('R8: an evacuation is no walk to another building', () => {
  const found = explain('IN A 07:25; IN B 10:05; OUT B 13:17', {
    fires: [{ building: 'A', start: '2026-11-09T08:00:00Z', end: '2026-11-09T08:01:00Z' }],
  });
  assert.deepEqual(found.flags, []);
});

test('R8: presence is the union of buildings, there and back', () => {
  const found = explain('IN A 07:25; OUT A 08:12; IN B 08:18; OUT B 09:02; IN A 09:08; OUT A 13:17');
  assert.equal(letters(found), 'PPPPPPP');
  assert.deepEqual(found.flags, ['transit_bridged']);
});
