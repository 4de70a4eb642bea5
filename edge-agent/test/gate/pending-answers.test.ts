import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PendingAnswers } from '../../src/gate/pending-answers.ts';

const answer = { id: 'order-1', outcome: 'done' } as const;

test('an answer is given when its event is durable, or after two seconds; then nothing of it is kept', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const answers = new PendingAnswers();
  const durable = answers.hold(1, answer);
  const late = answers.hold(2, answer);
  answers.durable(1);
  assert.deepEqual(await durable, answer);
  assert.equal(answers.count, 1);
  t.mock.timers.tick(2000);
  assert.deepEqual(await late, answer);
  assert.equal(answers.count, 0, 'a disk that is full for days would fill the memory');
});
