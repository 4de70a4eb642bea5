import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { BrokerRig } from '../testing/chaos/broker-rig.ts';
import { CloudRig } from '../testing/chaos/cloud-rig.ts';
import { ingestWorkers } from '../testing/chaos/ingest-workers.ts';
import { LightGateway } from '../testing/chaos/light-gateway.ts';
import { PostgresRig } from '../testing/chaos/postgres-rig.ts';
import { freePort } from '../testing/free-ports.ts';
import { withoutPeer } from '../testing/index.ts';

const GATEWAYS = 24;
const WORKERS = 3;
const KILLS = 6;

test('I5 I6: kill -9 of any of three ingest workers on a shared subscription loses and doubles nothing', {
  skip: withoutPeer('mosquitto'),
  timeout: 300_000,
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-workers-'));
  const port = await freePort();
  const broker = (await BrokerRig.start(folder, port))!;
  t.after(() => broker.stop());
  const postgres = await PostgresRig.start(join(folder, 'postgres'));
  t.after(() => postgres.stop());
  const ids = Array.from({ length: GATEWAYS }, (_, index) => `many-${index + 1}`);
  const own = { brokerPort: port, postgres, databaseUrl: postgres.ownUrl };
  const cloud = await CloudRig.create(join(folder, 'cloud'), ids, own);
  const workers = ingestWorkers(join(folder, 'workers'), WORKERS, broker, postgres.ownUrl);
  for (const worker of workers) worker.start();
  t.after(() => Promise.all(workers.map((worker) => worker.stop())));
  const gateways = ids.map((id) => new LightGateway(id, port));
  t.after(() => Promise.all(gateways.map((gateway) => gateway.stop())));
  for (const gateway of gateways) gateway.start();

  const writing = setInterval(() => {
    for (const gateway of gateways) gateway.append(1 + Math.floor(Math.random() * 5));
  }, 50);
  t.after(() => clearInterval(writing));
  const acked = () => gateways.reduce((sum, gateway) => sum + gateway.acked, 0);
  const until = async (holds: () => boolean, what: string) => {
    for (const end = Date.now() + 120_000; !holds(); await sleep(20))
      if (Date.now() > end)
        throw new Error(`${what}: not within 2 min, ${acked()} acknowledged; logs in ${folder}`);
  };
  await until(() => gateways.every((gateway) => gateway.acked > 0), 'the first acknowledgement of all');
  for (let kill = 0; kill < KILLS; kill++) {
    const before = acked();
    workers[kill % WORKERS]!.kill();
    await until(() => acked() > before + 200, `delivery beside a killed worker (${kill})`);
    await sleep(300 + Math.random() * 700);
  }
  clearInterval(writing);
  await until(() => gateways.every(({ acked: all, lines }) => all === lines.length), 'the end');

  const rows = await cloud.withDatabase((db) =>
    db.selectFrom('event').select(['gateway', 'line']).orderBy('gateway').orderBy('seq').execute(),
  );
  for (const { id, lines } of gateways) {
    const held = rows.filter(({ gateway }) => gateway === id).map(({ line }) => line);
    assert.deepEqual(held, lines, `${id} in ${folder}`);
  }
  t.diagnostic(`${rows.length} events of ${GATEWAYS} gateways, ${KILLS} kills`);
  rmSync(folder, { recursive: true });
});
