import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { run } from 'graphile-worker';
import type { Pool } from 'pg';
import { until, within } from '../../../deploy/testing/until.ts';
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
  try {
    await enqueue(db.api, 'once', { n: 1 });
    assert.deepEqual(await within('the run of the job', ran.promise), { n: 1 });
    assert.deepEqual(await timetable(pool), ['nightly']);
  } finally {
    await runner.stop();
    await pool.end();
  }
});

/** The timetable is entered beside the work of the queue, not before it. */
function timetable(pool: Pool): Promise<string[]> {
  return until('an entry of the timetable', async () => {
    const { rows } = await pool.query<{ identifier: string }>(
      'select identifier from graphile_worker._private_known_crontabs',
    );
    return rows.length > 0 && rows.map(({ identifier }) => identifier);
  });
}
