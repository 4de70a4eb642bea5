import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Attention } from '../../src/line/scheduler/parts/attention.ts';

test('the longest silence since the last report is told once', () => {
  const attention = new Attention();
  for (const at of [100, 150, 700, 720]) attention.heard(at);
  assert.deepEqual(attention.saw(['active'], true, 90, 720), { blindMs: 550 });
  assert.deepEqual(attention.saw(['inactive'], true, 90, 720), { blindMs: 0 });
  attention.heard(770);
  assert.deepEqual(attention.saw(['inactive'], false, 90, 770), { blindMs: 50 });
  assert.equal(attention.heardAt, 770);
});

const MISSED = { blindMs: Number.POSITIVE_INFINITY };

test('I8 a change that the PD told of and that is over already was missed, since it last had nothing to tell', () => {
  const attention = new Attention();
  assert.deepEqual(attention.saw(['inactive', 'active'], false, undefined, 10), { blindMs: 0 });
  assert.deepEqual(attention.saw(['inactive', 'active'], false, 15, 20), { blindMs: 0 }, 'the same again');
  assert.deepEqual(attention.saw(['inactive', 'active'], true, 25, 30), { ...MISSED, missedSince: 25 });
  assert.deepEqual(attention.saw(['active', 'active'], true, 35, 40), { blindMs: 0 });
});

test('a change that was asked for before the PD came to tell of it is not told to be missed for certain', () => {
  const attention = new Attention();
  attention.saw(['inactive'], false, undefined, 10);
  attention.saw(['active'], false, 20, 30);
  assert.deepEqual(attention.saw(['active'], true, 20, 40), MISSED);
  assert.deepEqual(attention.saw(['active'], true, 50, 60), { ...MISSED, missedSince: 50 });
  assert.deepEqual(
    attention.saw(['active'], true, undefined, 70),
    MISSED,
    'a session that has proved nothing yet',
  );
});

test('a PD that tells its inputs again and again without a reason is not believed to have seen something each time', () => {
  const attention = new Attention();
  attention.saw(['inactive'], false, undefined, 10);
  const told = Array.from({ length: 12 }, (_, index) =>
    attention.saw(['inactive'], true, 20 + index, 21 + index),
  );
  assert.equal(told.filter(({ missedSince }) => missedSince !== undefined).length, 10);
  attention.saw(['active'], true, 40, 41);
  assert.equal(attention.saw(['active'], true, 50, 51).missedSince, 50, 'something changes there after all');
});
