import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { VratarError } from '@vratar/protocol/errors';
import mqtt from 'mqtt';
import { until, within } from '../../../deploy/testing/until.ts';
import { type EmbeddedBroker, startEmbeddedBroker } from '../../src/broker/index.ts';
import { Bench, registerGateway } from '../ingest/support.ts';
import { testDatabase } from '../support/database.ts';
import { Authority } from './certificates.ts';
import { conductSuite } from './conduct.ts';

const folder = await mkdtemp(join(tmpdir(), 'vratar-broker-'));
const gateways = await Authority.create(folder, 'gateways');
const strangers = await Authority.create(folder, 'strangers');
const db = await testDatabase();
const bench = new Bench(db);
const refused: string[] = [];
const { key, cert } = await gateways.issue('localhost');
const ca = await gateways.certificate();
const broker: EmbeddedBroker = await startEmbeddedBroker({
  host: '127.0.0.1',
  port: 0,
  tls: { key, cert, ca },
  listener: bench.ingest.listener,
  admits: bench.ingest.admits,
  onRefused: (gateway, code, from) => {
    refused.push(code);
    if (code === 'gateway_retired') bench.ingest.triedInVain(gateway!, from);
  },
});
await bench.ingest.start(broker);
after(async () => {
  await broker.stop();
  await bench.stop();
  await db.close();
  await rm(folder, { recursive: true });
});

const url = `mqtts://127.0.0.1:${broker.port}`;
conductSuite('embedded', () => ({
  db,
  connection: async (gateway) => ({ url, ca, ...(await gateways.issue(gateway)) }),
  strange: async (gateway) => ({ url, ca, ...(await strangers.issue(gateway)) }),
}));

test('what the embedded broker refused was counted', () => {
  for (const code of ['topic_foreign', 'message_too_long', 'connection_unidentified']) {
    assert.ok(refused.includes(code), `${code} is not among ${[...new Set(refused)].join()}`);
  }
});

test('a retired gateway loses its connection and gets no other, until it is put back', async () => {
  const id = 'old-box';
  await registerGateway(db.owner, id);
  const own = { clientId: id, reconnectPeriod: 0, ca, ...(await gateways.issue(id)) };
  const client = await mqtt.connectAsync(url, own);
  const closed = new Promise<void>((done) => void client.once('close', () => done()));
  const becomes = async (values: object) => {
    await db.owner.updateTable('gateway').set(values).where('id', '=', id).execute();
    await bench.ingest.registerChanged();
  };
  await becomes({ state: 'retired', retired_at: new Date(), served_until: new Date() });
  await within('the end of the connection', closed);
  await assert.rejects(mqtt.connectAsync(url, own, false), /Not authorized/);
  assert.ok(refused.includes('gateway_retired'));
  const tried = () =>
    db.owner
      .selectFrom('gateway_note')
      .select(['code', 'detail'])
      .where('gateway', '=', id)
      .executeTakeFirst();
  assert.deepEqual(await until('a note of the try', tried), { code: 'gateway_retired', detail: '127.0.0.1' });
  await becomes({ state: 'enrolled', retired_at: null, served_until: null });
  await (await mqtt.connectAsync(url, own)).endAsync();
});

test('without TLS it listens to this machine alone', async () => {
  const open = startEmbeddedBroker({
    host: '0.0.0.0',
    port: 0,
    listener: () => undefined,
    admits: () => true,
    onRefused: () => undefined,
  });
  await assert.rejects(open, (error) => error instanceof VratarError && error.code === 'broker_insecure');
});

test('a taken port is named', async () => {
  const again = startEmbeddedBroker({
    host: '127.0.0.1',
    port: broker.port,
    listener: () => undefined,
    admits: () => true,
    onRefused: () => undefined,
  });
  await assert.rejects(again, (error) => error instanceof VratarError && error.code === 'address_taken');
});
