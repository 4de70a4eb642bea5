import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { orderPasses, type Pass } from '../../../src/attendance/rules/r03-order.ts';
import { explain, taps } from '../support/case-dsl.ts';

test('R3: the order of arrival never matters', () => {
  const events = taps(
    'IN A 07:25; OUT A 09:14; IN B 09:20; OUT B 10:00; IN A 10:03; IN A 11:00; OUT B 13:17',
  );
  const expected = explain(events);
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
      assert.deepEqual(explain(shuffled), expected);
    }),
    { numRuns: 100 },
  );
});

test('R3: equal times are ordered by gateway, then epoch and sequence number', () => {
  const pass = (gateway: string, epoch: number, seq: number): Pass => ({
    at: 5,
    gateway,
    epoch,
    seq,
    building: 'A',
    lane: undefined,
    direction: 'in',
    quality: 'tap',
  });
  const passes = [pass('g2', 1, 1), pass('g1', 2, 1), pass('g1', 1, 9), pass('g1', 1, 2)];
  orderPasses(passes);
  assert.deepEqual(
    passes.map(({ gateway, epoch, seq }) => `${gateway} ${epoch} ${seq}`),
    ['g1 1 2', 'g1 1 9', 'g1 2 1', 'g2 1 1'],
  );
});
