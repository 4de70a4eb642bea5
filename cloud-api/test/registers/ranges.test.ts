import assert from 'node:assert/strict';
import { test } from 'node:test';

// By address, since the types of pages are those of browsers.
const { rangesOf } = await import(new URL('../../web/setup/src/calendar/ranges-of.ts', import.meta.url).href);

const day = (date: string, more: object = {}) => ({
  id: date,
  day: date,
  kind: 'holiday',
  note: '',
  ...more,
});
const spans = (...days: object[]) =>
  rangesOf(days).map(({ first, last, entries }: { first: string; last: string; entries: object[] }) => [
    first,
    last,
    entries.length,
  ]);

test('a holiday over a weekend is one line from its first day to its last', () => {
  // 2026-12-24 is a Thursday.
  assert.deepEqual(
    spans(day('2026-12-24'), day('2026-12-25'), day('2026-12-28'), day('2026-12-29'), day('2026-12-31')),
    [
      ['2026-12-24', '2026-12-29', 4],
      ['2026-12-31', '2026-12-31', 1],
    ],
  );
});

test('days of another kind, class, note or weekday are lines of their own, wherever they lie', () => {
  assert.deepEqual(
    spans(
      day('2026-11-09'),
      day('2026-11-09', { id: 'c', class: 'a class' }),
      day('2026-11-10'),
      day('2026-11-10', { id: 'd', class: 'a class' }),
      day('2026-11-11', { note: 'Patron' }),
      day('2026-11-12', { kind: 'remote' }),
    ),
    [
      ['2026-11-09', '2026-11-10', 2],
      ['2026-11-09', '2026-11-10', 2],
      ['2026-11-11', '2026-11-11', 1],
      ['2026-11-12', '2026-11-12', 1],
    ],
  );
});

test('school days by order join only without a day between: on a weekend each is meant', () => {
  const order = { kind: 'school_day', asWeekday: 1 };
  assert.deepEqual(spans(day('2026-11-13', order), day('2026-11-14', order), day('2026-11-16', order)), [
    ['2026-11-13', '2026-11-14', 2],
    ['2026-11-16', '2026-11-16', 1],
  ]);
});

test('one entered twice is two lines, so that one of them can be taken back', () => {
  assert.deepEqual(spans(day('2026-11-09'), day('2026-11-09', { id: 'again' })), [
    ['2026-11-09', '2026-11-09', 1],
    ['2026-11-09', '2026-11-09', 1],
  ]);
});
