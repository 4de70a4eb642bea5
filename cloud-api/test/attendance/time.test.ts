import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, letters, SHIFT_1, stays, utc } from './support/case-dsl.ts';

test('R20: the local date decides, not the one of UTC (M11)', async () => {
  const { LocalTimes } = await import('../../src/attendance/time/local-times.ts');
  assert.equal(new LocalTimes('Europe/Sofia').dateOf(Date.parse('2026-10-31T22:30:00Z')), '2026-11-01');
});

test('DST: the last school day before and the first after the clocks go back', () => {
  for (const date of ['2026-10-23', '2026-10-26', '2026-03-27', '2026-03-30']) {
    assert.equal(letters(explain('IN A 07:35; OUT A 13:17', { date })), 'LPPPPPP', date);
  }
});

test('DST: the night in which the clocks go back has an hour more', () => {
  const found = explain('IN A 22:00; OUT A +1 06:00', {
    date: '2026-10-24',
    closesOn: '2026-10-25',
    lessons: [],
  });
  assert.equal(found.intervals[0]?.seconds, 9 * 3_600);
});

test('a lesson on the morning of the change lasts its real length', () => {
  const lessons: [string, string][] = [['02:30', '04:30']];
  const found = explain('IN A 02:00; OUT A 05:00', {
    date: '2026-03-29',
    lessons,
    settings: { buildingOpens: '00:00' },
  });
  assert.equal(letters(found), 'P');
});

test('DST: of a lesson in the hour that the clocks skip nothing is left', () => {
  const lessons: [string, string][] = [
    ['03:40', '04:20'],
    ['04:50', '05:30'],
  ];
  assert.equal(letters(explain('', { date: '2026-03-29', lessons })), 'PA');
});

test('a shift over noon', () => {
  assert.equal(letters(explain('IN A 11:45; OUT A 13:15', { lessons: SHIFT_1.slice(5) })), 'PP');
});

test('a shift over midnight', () => {
  const lessons: [string, string][] = [
    ['22:00', '22:40'],
    ['23:40', '00:20'],
    ['00:30', '01:10'],
  ];
  const found = explain('IN A 21:55; OUT A +1 00:45', {
    lessons,
    closesOn: '2026-11-10',
    settings: { buildingCloses: '03:00' },
  });
  assert.deepEqual(stays(found), ['A 21:55:00-00:45:00 tap/tap']);
  assert.equal(letters(found), 'PPA');
});

test('a building that closes after midnight closes on the next date', () => {
  const found = explain('IN A 19:00', { lessons: [], settings: { buildingCloses: '01:00' } });
  assert.equal(found.intervals[0]?.end, utc('+1 01:00').replace('.000Z', 'Z'));
});

for (const timezone of ['Europe/London', 'Asia/Vladivostok', 'America/St_Johns', 'Pacific/Chatham']) {
  test(`the same local day in ${timezone}`, () => {
    const found = explain('IN A 07:35; OUT A 10:52', { timezone });
    assert.deepEqual(stays(found, timezone), ['A 07:35:00-10:52:00 tap/tap']);
    assert.equal(letters(found), 'LPPPAAA');
  });
}
