import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateIn, endOfDay, minuteIn, momentIn, startOfDay } from '../../src/time/school-clock.ts';

const SOFIA = 'Europe/Sofia';

test('a moment belongs to the date of the school’s clock, whatever the zone of the device', () => {
  const at = Date.parse('2026-10-31T22:30:00Z');
  const before = process.env.TZ;
  try {
    for (const device of ['UTC', 'America/New_York', 'Asia/Tokyo']) {
      process.env.TZ = device;
      assert.equal(dateIn(SOFIA, at), '2026-11-01');
      assert.equal(minuteIn(SOFIA, at), '2026-11-01T00:30');
      assert.equal(momentIn(SOFIA, '2026-11-01T00:30'), at);
    }
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});

test('a day of 25 hours and one of 23 begin and end at the school’s midnight', () => {
  assert.equal(startOfDay(SOFIA, '2026-10-25'), '2026-10-24T21:00:00.000Z');
  assert.equal(endOfDay(SOFIA, '2026-10-25'), '2026-10-25T22:00:00.000Z');
  assert.equal(startOfDay(SOFIA, '2026-03-29'), '2026-03-28T22:00:00.000Z');
  assert.equal(endOfDay(SOFIA, '2026-03-29'), '2026-03-29T21:00:00.000Z');
});

test('a local time that the clocks skip is the moment they skip to, and what is written is read back', () => {
  assert.equal(new Date(momentIn(SOFIA, '2026-03-29T03:30')).toISOString(), '2026-03-29T01:30:00.000Z');
  for (const local of ['2026-03-29T02:59', '2026-03-29T04:00', '2026-10-25T02:59', '2026-12-31T23:59'])
    assert.equal(minuteIn(SOFIA, momentIn(SOFIA, local)), local);
});

test('a day that begins with a skipped hour begins at its first minute, and a time that comes twice is the first', () => {
  assert.equal(startOfDay('America/Havana', '2026-03-08'), '2026-03-08T05:00:00.000Z');
  assert.equal(
    minuteIn('America/Havana', momentIn('America/Havana', '2026-03-08T00:00')),
    '2026-03-08T01:00',
  );
  assert.equal(new Date(momentIn(SOFIA, '2026-10-25T03:30')).toISOString(), '2026-10-25T00:30:00.000Z');
});
