import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connectPool } from '../../src/db/index.ts';
import { fleetView } from '../../src/fleet/fleet-view.ts';
import { testDatabase } from '../support/database.ts';
import { FleetBench } from './fleet-bench.ts';

const db = await testDatabase();
const owner = connectPool(db.logins.owner, { max: 2 });
const bench = await new FleetBench(db).start();
after(async () => {
  await bench.stop();
  await owner.end();
  await db.close();
});

test('birth, heartbeat, goodbye and will follow one another; a will speaks for its own connection', async () => {
  const { school } = await bench.gateway('g1');
  bench.say('g1', school, 'state', {
    v: 1,
    kind: 'heartbeat',
    connection: 'c2',
    first: 1,
    last: 9,
    acked: 7,
  });
  await bench.until(async () => (await bench.status('g1'))?.connection === 'c2');
  // The broker notices late that the first connection is dead.
  bench.say('g1', school, 'state', { v: 1, kind: 'will', connection: 'c-g1' });
  bench.say('g1', school, 'state', { v: 1, kind: 'nonsense' });
  await bench.until(() => bench.tally.get('state_invalid') === 1);
  await bench.desk.flush();
  const status = await bench.status('g1');
  assert.deepEqual([status!.online, status!.report.acked], [true, 7]);
  bench.say('g1', school, 'state', { v: 1, kind: 'bye', connection: 'c2' });
  await bench.until(async () => (await bench.status('g1'))?.ended === 'bye');
});

test('R14: a measurement of the clock is kept raw, once', async () => {
  const { school } = await bench.gateway('g2');
  const measurement = { boot: 'b', mono: 1_000, deviceAt: 5_000, cloudAt: 4_000, roundTripMs: 20 };
  for (let time = 0; time < 2; time++) {
    bench.say('g2', school, 'state', { v: 1, kind: 'heartbeat', connection: 'c', measurement });
    await bench.desk.flush();
  }
  const rows = await db.owner
    .selectFrom('clock_measurement')
    .selectAll()
    .where('gateway', '=', 'g2')
    .execute();
  assert.deepEqual(
    rows.map((row) => [row.boot, row.mono, row.device_at, row.cloud_at, row.round_trip_ms]),
    [['b', 1_000, 5_000, 4_000, 20]],
  );
});

test('a live alarm is kept once and told to those who listen', async () => {
  const { school } = await bench.gateway('g3');
  const heard: string[] = [];
  const client = await owner.connect();
  client.on('notification', ({ payload = '' }) => heard.push(payload));
  await client.query('listen vratar_alarm');
  const line = JSON.stringify({ seq: 7, at: 1, boot: 'b', mono: 1, clock: 'synced', kind: 'fire_start' });
  for (let time = 0; time < 2; time++) bench.say('g3', school, 'alarm', { v: 1, epoch: 1, line });
  bench.say('g3', school, 'alarm', { v: 1, epoch: 1, line: '{}' });
  await bench.until(() => heard.length > 0);
  await bench.desk.flush();
  client.release();
  assert.deepEqual(
    heard.map((text) => JSON.parse(text)),
    [{ gateway: 'g3', school, epoch: 1, seq: 7, kind: 'fire_start' }],
  );
  assert.equal(bench.tally.get('alarm_invalid'), 1);
});

test('the fleet view says how a gateway is, what it has not sent, and what to look at', async () => {
  const { school } = await bench.gateway('g4');
  const report = { first: 1, last: 90, acked: 40, oldestUnsentAt: 77, clock: 'holdover', release: '1' };
  bench.say('g4', school, 'state', { v: 1, kind: 'heartbeat', connection: 'c', ...report });
  await bench.desk.flush();
  await db.owner
    .insertInto('gateway_note')
    .values({
      gateway: 'g4',
      code: 'history_forked',
      school,
      count: 2,
      detail: 'd',
      first_at: 1,
      last_at: 2,
      cleared_at: null,
    })
    .execute();
  const [entry] = await fleetView(db.jobs, Date.now(), { gateway: 'g4' });
  assert.deepEqual([entry!.state, entry!.backlog, entry!.oldestUnsentAt], ['online', 50, 77]);
  assert.deepEqual(entry!.notes, [{ code: 'history_forked', count: 2, lastAt: 2, detail: 'd' }]);
  const [later] = await fleetView(db.jobs, Date.now() + 3_600_000, { gateway: 'g4' });
  assert.equal(later!.state, 'silent');
});
