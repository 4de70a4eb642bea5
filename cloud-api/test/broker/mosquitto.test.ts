import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ack } from '@vratar/protocol/delivery';
import { downFilter, upTopic } from '@vratar/protocol/messages';
import mqtt, { type MqttClient } from 'mqtt';
import { until, within, withoutPeer } from '../../../deploy/testing/index.ts';
import { type Bus, connectExternalBus } from '../../src/broker/index.ts';
import { Bench, Journal, registerGateway } from '../ingest/support.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { Authority } from './certificates.ts';
import { conductSuite } from './conduct.ts';
import { Mosquitto } from './mosquitto.ts';

const skip = withoutPeer('mosquitto');
let folder: string;
let gateways: Authority;
let strangers: Authority;
let cloud: Authority;
let mosquitto: Mosquitto;
let db: TestDatabase;
const workers: { bench: Bench; bus: Bus }[] = [];

/** One more ingest worker on the shared subscription. */
async function startWorker(): Promise<void> {
  const bench = new Bench(db);
  const { key, cert } = await cloud.issue('vratar-cloud');
  const connected = Promise.withResolvers<void>();
  const bus = await connectExternalBus({
    url: `mqtts://127.0.0.1:${mosquitto.cloudPort}`,
    clientId: `worker-${workers.length}`,
    share: 'ingest',
    tls: { ca: await gateways.certificate(), key, cert },
    listener: bench.ingest.listener,
    onStatus: (ok) => ok && connected.resolve(),
  });
  await within('a connection of the worker', connected.promise);
  await bench.ingest.start(bus);
  workers.push({ bench, bus });
}

before(async () => {
  if (skip !== false) return;
  folder = await mkdtemp(join(tmpdir(), 'vratar-mosquitto-'));
  [gateways, strangers, cloud] = [
    await Authority.create(folder, 'gateways'),
    await Authority.create(folder, 'strangers'),
    await Authority.create(folder, 'cloud'),
  ];
  mosquitto = await Mosquitto.start(folder, gateways, cloud);
  db = await testDatabase();
  await startWorker();
  await startWorker();
});

after(async () => {
  if (skip !== false) return;
  for (const { bench, bus } of workers) {
    await bus.stop();
    await bench.stop();
  }
  await mosquitto.stop();
  await db.close();
  await rm(folder, { recursive: true });
});

const connection = async (authority: Authority, gateway: string) => ({
  url: `mqtts://127.0.0.1:${mosquitto.gatewayPort}`,
  ca: await gateways.certificate(),
  ...(await authority.issue(gateway)),
});
conductSuite(
  'mosquitto',
  () => ({
    db,
    connection: (gateway) => connection(gateways, gateway),
    strange: (gateway) => connection(strangers, gateway),
  }),
  skip,
);

test('two workers share the gateways; when one is gone the other serves them all', { skip }, async () => {
  const journals = new Map<string, Journal>();
  const acked = new Map<string, number>();
  const welcomed = new Set<string>();
  const clients: { id: string; client: MqttClient; journal: Journal }[] = [];
  for (let index = 0; index < 20; index++) {
    const id = `shared-${index}`;
    await registerGateway(db.owner, id);
    const journal = new Journal().add(20, { lane: id });
    journals.set(id, journal);
    const { url, ...own } = await connection(gateways, id);
    const client = mqtt.connect(url, { reconnectPeriod: 0, ...own });
    client.on('message', (topic, payload) => {
      if (topic.endsWith('/welcome')) welcomed.add(id);
      const ack = JSON.parse(payload.toString()) as Ack;
      if (topic.endsWith('/ack')) acked.set(id, ack.through);
    });
    await client.subscribeAsync(downFilter(id));
    client.publish(upTopic(id, 'hello'), JSON.stringify(journal.hello()), { qos: 1 });
    clients.push({ id, client, journal });
  }
  await until(`welcomes for all ${clients.length}`, () => welcomed.size === clients.length);
  const all = async (through: number, from: number) => {
    for (const { id, client, journal } of clients) {
      client.publish(upTopic(id, 'events'), journal.batch(from, through), { qos: 1 });
    }
    const isAcked = () => clients.every(({ id }) => acked.get(id) === through);
    const wanted = until(`acknowledgements through ${through}`, isAcked, undefined, 20);
    await wanted.catch((cause) => {
      throw new Error(`acknowledged: ${JSON.stringify([...acked])}`, { cause });
    });
  };
  await all(10, 1);
  const counts = workers.map(({ bench }) => bench.ingest.tally.get('events_stored'));
  assert.ok(
    counts.every((count) => count > 0),
    `one worker did it all: ${counts}`,
  );
  const gone = workers.pop()!;
  await gone.bus.stop();
  await gone.bench.stop();
  await sleep(500);
  await all(20, 11);
  for (const { client } of clients) await client.endAsync(true);
  const { rows } = await workers[0]!.bench.pool.query(
    `select count(*) as all, count(distinct (gateway, seq)) as once from event where gateway like 'shared-%'`,
  );
  assert.deepEqual(rows, [{ all: 400, once: 400 }]);
});
