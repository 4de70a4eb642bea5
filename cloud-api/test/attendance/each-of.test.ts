import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { eachOf } from '../../src/attendance/reconcile/each-of.ts';

test('all items are worked on, never more at a time than agreed', async () => {
  const done: number[] = [];
  let [under, most] = [0, 0];
  await eachOf([5, 1, 4, 2, 3], 2, async (item) => {
    under += 1;
    most = Math.max(most, under);
    await sleep(item);
    under -= 1;
    done.push(item);
  });
  assert.deepEqual(done.sort(), [1, 2, 3, 4, 5]);
  assert.equal(most, 2);
});

test('after a failure nothing is begun, and what is under way ends first', async () => {
  const begun: number[] = [];
  let ended = false;
  const running = eachOf([1, 2, 3, 4], 2, async (item) => {
    begun.push(item);
    if (item === 1) throw new Error('one');
    await sleep(20);
    ended = true;
  });
  await assert.rejects(running, /one/);
  assert.deepEqual(begun, [1, 2]);
  assert.equal(ended, true);
});
