import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { run } from 'graphile-worker';
import { connectPool, enqueue } from '../../src/db/index.ts';
import { testDatabase } from '../support/database.ts';

const db = await testDatabase();
after(() => db.close());

test('the role that works the queue runs jobs that others enqueued, and keeps its timetable', async () => {
  const pool = connectPool(db.logins.jobs, { name: 'worker test', max: 3 });
  const ran = Promise.withResolvers<unknown>();
  const runner = await run({
    pgPool: pool,
    noHandleSignals: true,
    pollInterval: 100,
    crontab: '0 4 * * * nightly',
    taskList: { nightly: async () => undefined, once: async (payload) => ran.resolve(payload) },
  });
  await enqueue(db.api, 'once', { n: 1 });
  assert.deepEqual(await ran.promise, { n: 1 });
  const known = await pool.query('select identifier from graphile_worker._private_known_crontabs');
  assert.deepEqual(known.rows, [{ identifier: 'nightly' }]);
  await runner.stop();
  await pool.end();
});
