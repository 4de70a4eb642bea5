import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, letters, stays, utc } from '../support/case-dsl.ts';

const fire = (start: string, end: string, building = 'A') => ({
  fires: [{ building, start: utc(start), end: utc(end) }],
});

test('R9: evacuated and not seen again: suspended, then doubt, never absence', () => {
  const found = explain('IN A 07:25', fire('10:30', '10:55'));
  assert.deepEqual(stays(found), ['A 07:25:00-10:30:00 tap/evacuation']);
  assert.equal(letters(found), 'PPPSSUU');
});

test('R9: lessons are suspended until 15 minutes after the fire', () => {
  assert.equal(letters(explain('IN A 07:25; IN A 10:51; OUT A 13:17', fire('10:12', '10:45'))), 'PPPSPPP');
  assert.equal(letters(explain('IN A 07:25; IN A 10:59; OUT A 13:17', fire('10:12', '10:45:01'))), 'PPPSSPP');
});

test('R9: nobody is absent in a suspended lesson, not even who never came', () => {
  assert.equal(letters(explain('', fire('10:12', '10:40'))), 'AAASUUU');
});

test('R9: a fire in another building leaves the stay alone', () => {
  const found = explain('IN A 07:25; OUT A 13:17', fire('10:12', '10:40', 'B'));
  assert.deepEqual(stays(found), ['A 07:25:00-13:17:00 tap/tap']);
  assert.equal(letters(found), 'PPPSPPP');
});

test('R9: a fire that nobody has ended yet suspends everything after it', () => {
  const found = explain('IN A 07:25', { fires: [{ building: 'A', start: utc('10:30') }] });
  assert.equal(letters(found), 'PPPSSSS');
});

test('R9: a free mode for fire is a fire', () => {
  const found = explain('IN A 07:25; A 10:30 (free_start fire); A 10:55 (free_end); IN A 11:05; OUT A 13:16');
  assert.deepEqual(stays(found), ['A 07:25:00-10:30:00 tap/evacuation', 'A 11:05:00-13:16:00 tap/tap']);
  assert.equal(letters(found), 'PPPSSPP');
});

test('R9: at the moment of the fire an exit still is an exit and an entry an entry', () => {
  assert.deepEqual(stays(explain('IN A 07:25; OUT A 10:30:00', fire('10:30', '10:40'))), [
    'A 07:25:00-10:30:00 tap/tap',
  ]);
  assert.deepEqual(stays(explain('IN A 10:30:00; OUT A 13:17', fire('10:30', '10:40'))), [
    'A 10:30:00-13:17:00 tap/tap',
  ]);
});

for (const reason of ['drill', 'fire_drill']) {
  test(`R9: a ${reason} empties the building as a fire does`, () => {
    const found = explain(`IN A 07:25; A 10:30 (free_start ${reason}); A 10:55 (free_end)`);
    assert.deepEqual(stays(found), ['A 07:25:00-10:30:00 tap/evacuation']);
    assert.equal(letters(found), 'PPPSSUU');
  });
}

test('R9: a fire that names no building ends the stays in all of them', () => {
  const found = explain('IN B 07:25', { fires: [{ start: utc('10:30'), end: utc('10:40') }] });
  assert.deepEqual(stays(found), ['B 07:25:00-10:30:00 tap/evacuation']);
});
