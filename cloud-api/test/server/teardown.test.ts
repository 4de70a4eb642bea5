import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Teardown } from '../../src/server/teardown.ts';

test('parts are stopped in the opposite order of their start', async () => {
  const stopped: string[] = [];
  const teardown = new Teardown();
  for (const name of ['database', 'broker', 'api']) teardown.add(name, async () => stopped.push(name));
  await teardown.run();
  assert.deepEqual(stopped, ['api', 'broker', 'database']);
});

test('a part that fails or hangs is named, and the others are stopped all the same', async () => {
  const stopped: string[] = [];
  const teardown = new Teardown(20);
  teardown.add('database', async () => stopped.push('database'));
  teardown.add('jobs', () => new Promise(() => undefined));
  teardown.add('api', () => Promise.reject(new Error('no')));
  await assert.rejects(teardown.run(), (error: AggregateError) => {
    assert.deepEqual(
      error.errors.map(({ message }: Error) => message),
      ['api does not stop', 'jobs does not stop'],
    );
    return true;
  });
  assert.deepEqual(stopped, ['database']);
});
