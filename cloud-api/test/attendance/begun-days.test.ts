import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BegunDays } from '../../src/attendance/follow/begun-days.ts';
import { PATIENCE_MS } from '../../src/attendance/follow/dirty.ts';

const day = (school: string) => ({ school, from: '2026-11-09', to: '2026-11-09', cause: 'new_day' });

test('a day that has just begun is noted once until its job has had time to come', () => {
  const begun = new BegunDays();
  assert.deepEqual(begun.fresh([day('a')], 1_000), [day('a')]);
  assert.deepEqual(begun.fresh([day('a'), day('b')], 1_500), [day('b')]);
  assert.deepEqual(begun.fresh([day('a')], 1_000 + PATIENCE_MS), [day('a')]);
});
