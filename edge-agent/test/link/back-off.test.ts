import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackOff } from '../../src/link/uplink/back-off.ts';

test('waiting times double to their bound, begin anew after a good connection, and are drawn below it', () => {
  const most = new BackOff(1_000, 8_000, () => 0.999_999);
  assert.deepEqual(
    [most.next(), most.next(), most.next(), most.next(), most.next()],
    [1_000, 2_000, 4_000, 8_000, 8_000],
  );
  most.reset();
  assert.equal(most.next(), 1_000);
  assert.equal(new BackOff(1_000, 8_000, () => 0).next(), 0);
});
