import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusalOf } from '../../src/attendance/decide/decide-lessons.ts';
import { familyRefusal } from '../../src/attendance/decide/family-budget.ts';

const BUDGET = { perYear: 15, atOnce: 5 };
const FIRST = '2026-11-09';

test('M15: 6 school days at once are too many', () => {
  assert.deepEqual(familyRefusal(BUDGET, 6, 0, FIRST, FIRST), { code: 'family_too_long', days: 6, most: 5 });
});

test('M15: 5 days when 11 of 15 are used are refused, because 4 are left', () => {
  assert.deepEqual(familyRefusal(BUDGET, 5, 11, FIRST, FIRST), {
    code: 'family_budget_spent',
    days: 5,
    left: 4,
  });
  assert.equal(familyRefusal(BUDGET, 4, 11, FIRST, FIRST), undefined);
});

test('a family asks before, or on the first day', () => {
  assert.equal(familyRefusal(BUDGET, 1, 0, FIRST, '2026-11-09'), undefined);
  assert.deepEqual(familyRefusal(BUDGET, 1, 0, FIRST, '2026-11-10'), { code: 'family_filed_late' });
});

test('R19: a lateness is not excused; only an excused absence has a reason', () => {
  assert.equal(refusalOf({ mark: 'excused', reason: 'medical' }, 'late'), 'late_not_excusable');
  assert.equal(refusalOf({ mark: 'excused', reason: 'medical' }, 'absent'), undefined);
  assert.equal(refusalOf({ mark: 'excused' }, 'absent'), 'reason_missing');
  assert.equal(refusalOf({ mark: 'late', reason: 'family' }, 'absent'), 'reason_not_allowed');
  assert.equal(refusalOf({ mark: 'late' }, 'absent'), undefined);
});
