import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presentYear } from '../../web/setup/src/shared/present-year.ts';

const next = { firstDay: '2027-09-15', lastDay: '2028-06-30' };
const now = { firstDay: '2026-09-15', lastDay: '2027-06-30' };
const past = { firstDay: '2025-09-15', lastDay: '2026-06-30' };

test('the page opens on the year of today, though the next one was entered in May', () => {
  const years = [next, now, past];
  for (const day of ['2026-09-15', '2027-05-20', '2027-06-30'])
    assert.equal(presentYear(years, day), now, day);
});

test('between two years, before the first and after the last, it is the latest', () => {
  assert.equal(presentYear([next, now], '2027-08-01'), next);
  assert.equal(presentYear([now, past], '2026-08-01'), now);
  assert.equal(presentYear([now], '2026-01-01'), now);
  assert.equal(presentYear([past], '2027-01-01'), past);
  assert.equal(presentYear([], '2027-01-01'), undefined);
});
