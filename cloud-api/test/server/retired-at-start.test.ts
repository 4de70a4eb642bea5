import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseConfig } from '@vratar/protocol/config';
import mqtt from 'mqtt';
import pg from 'pg';
import { pino } from 'pino';
import { freePort } from '../../../deploy/testing/free-ports.ts';
import { startEmbedded } from '../../src/db/embedded/server.ts';
import { DATABASE, loginsOf } from '../../src/db/embedded/set-up.ts';
import { connect } from '../../src/db/index.ts';
import { CloudConfig, startCloud } from '../../src/server/index.ts';
import { registerGateway } from '../ingest/support.ts';
import { copyCluster, TEMPLATE } from '../support/cluster-template.ts';

const data = await mkdtemp(join(tmpdir(), 'vratar-start-'));
after(() => rm(data, { recursive: true, force: true }));

/** A database as an earlier run has left it: durable, and with these gateways, the second of them retired. */
async function leave(working: string, retired: string): Promise<void> {
  const folder = join(data, 'postgres');
  await copyCluster(folder);
  const durable = ['fsync', 'synchronous_commit', 'full_page_writes'].map((name) => `${name} = on\n`);
  await appendFile(join(folder, 'cluster', 'postgresql.conf'), durable.join(''));
  const server = await startEmbedded({ folder });
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query(`create database ${DATABASE} template ${TEMPLATE} owner vratar_owner`);
  await admin.end();
  const owner = connect(loginsOf(server).owner);
  for (const id of [working, retired]) await registerGateway(owner, id);
  const values = { state: 'retired', retired_at: new Date(), served_until: new Date() } as const;
  await owner.updateTable('gateway').set(values).where('id', '=', retired).execute();
  await owner.destroy();
  await server.stop();
}

/** What becomes of a gateway that tries until somebody answers. */
async function comesIn(port: number, id: string): Promise<string> {
  const own = { clientId: id, username: id, reconnectPeriod: 0 };
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(1)) {
    try {
      await (await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, own, false)).endAsync();
      return 'admitted';
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'ECONNREFUSED') return message;
    }
  }
  return 'nobody answers';
}

test('a retired gateway is refused from the first moment of a start', async () => {
  await leave('working', 'retired');
  const port = await freePort();
  const config = parseConfig(`roles: [ingest]\nbroker: { port: ${port} }\n`, 'test', CloudConfig);
  const log = pino({ level: 'silent' });
  const first = comesIn(port, 'retired');
  const cloud = await startCloud({ config, data, folder: data, environment: {}, capabilities: [], log });
  try {
    assert.match(await first, /Not authorized/);
    assert.equal(await comesIn(port, 'working'), 'admitted');
  } finally {
    await cloud.stop();
  }
});
