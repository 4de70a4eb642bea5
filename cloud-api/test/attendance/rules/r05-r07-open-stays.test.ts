import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, letters, stays } from '../support/case-dsl.ts';

test('R5: an entry while inside ends the stay before it, and all of that stay is doubt', () => {
  const found = explain('IN A 07:20; IN A 10:05; OUT A 13:16');
  assert.deepEqual(stays(found), ['A 07:20:00-10:05:00 tap/missing_exit ?', 'A 10:05:00-13:16:00 tap/tap']);
  assert.equal(letters(found), 'UUUPPPP');
});

test('R6: an exit alone makes presence possible from the opening of the building', () => {
  const found = explain('OUT A 13:17');
  assert.deepEqual(stays(found), ['A 06:00:00-13:17:00 missing_entry/tap ?']);
  assert.equal(letters(found), 'UUUUUUU');
});

test('R6: after an exit of the day, from that exit', () => {
  const found = explain('IN A 07:25; OUT A 10:50; OUT A 13:17');
  assert.deepEqual(stays(found), ['A 07:25:00-10:50:00 tap/tap', 'A 10:50:00-13:17:00 missing_entry/tap ?']);
  assert.equal(letters(found), 'PPPPUUU');
});

test('R6: an exit before the opening is measured from midnight', () => {
  assert.deepEqual(stays(explain('OUT A 05:30')), ['A 00:00:00-05:30:00 missing_entry/tap ?']);
});

test('R6: after an evacuation, from the fire', () => {
  const found = explain('IN A 07:25; OUT A 11:30', {
    fires: [{ building: 'A', start: '2026-11-09T08:30:00Z', end: '2026-11-09T08:55:00Z' }],
  });
  assert.deepEqual(stays(found), [
    'A 07:25:00-10:30:00 tap/evacuation',
    'A 10:30:00-11:30:00 missing_entry/tap ?',
  ]);
});

test('R7: a stay without an exit ends at closing and is certain', () => {
  const found = explain('IN A 12:40', { settings: { buildingCloses: '18:30' } });
  assert.deepEqual(stays(found), ['A 12:40:00-18:30:00 tap/auto_closed']);
  assert.equal(letters(found), 'AAAAAAL');
});

test('R7: an exit after closing is still the exit', () => {
  assert.deepEqual(stays(explain('IN A 07:25; OUT A 20:40')), ['A 07:25:00-20:40:00 tap/tap']);
});

test('R7: an entry after closing ends the forgotten stay at closing, and lasts to the end of the day', () => {
  const found = explain('IN A 07:25; IN A 20:30');
  assert.deepEqual(stays(found), [
    'A 07:25:00-20:00:00 tap/auto_closed',
    'A 20:30:00-00:00:00 tap/auto_closed',
  ]);
  assert.equal(letters(found), 'PPPPPPP');
});

test('R7: where nights belong to the day, its closing is the one of the later date', () => {
  const found = explain('IN A 21:00', { closesOn: '2026-11-10', lessons: [] });
  assert.equal(found.intervals[0]?.end, '2026-11-10T18:00:00Z');
});
