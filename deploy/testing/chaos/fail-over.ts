import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../free-ports.ts';
import { BrokerRig } from './broker-rig.ts';
import { CloudRig } from './cloud-rig.ts';
import { ingestWorkers } from './ingest-workers.ts';
import { LightGateway } from './light-gateway.ts';
import { PostgresRig } from './postgres-rig.ts';
import { TcpProxy } from './tcp-proxy.ts';

const GATEWAYS = 8;
const STANDBY = 's1';
const WITHIN_MS = 120_000;
/** What was committed before the standby went may still be acknowledged so long. */
const LAST_WORDS_MS = 3_000;
const ALONE_MS = 8_000;

/**
 * Gateways deliver to a PostgreSQL with a synchronous standby. The standby goes: nothing is acknowledged until it is back.
 * The primary dies and the standby takes its place: it holds all that was acknowledged, and in the end everything, once.
 * @throws AssertionError when it does not; the folder is then kept
 */
export async function failOver(folder: string, say: (text: string) => void): Promise<void> {
  const cleanup: (() => unknown)[] = [];
  try {
    await run(folder, say, cleanup);
  } finally {
    for (const act of cleanup.reverse()) await act();
  }
  rmSync(folder, { recursive: true });
}

async function run(folder: string, say: (text: string) => void, cleanup: (() => unknown)[]): Promise<void> {
  const port = await freePort();
  const broker = await BrokerRig.start(folder, port);
  if (broker === undefined) throw new Error('this needs Mosquitto');
  cleanup.push(() => broker.stop());
  const primary = await PostgresRig.start(join(folder, 'primary'));
  cleanup.push(() => primary.stop());
  const ids = Array.from({ length: GATEWAYS }, (_, index) => `safe-${index + 1}`);
  await CloudRig.create(join(folder, 'cloud'), ids, {
    brokerPort: port,
    postgres: primary,
    databaseUrl: primary.ownUrl,
  });
  const standby = await primary.standby(join(folder, 'standby'), STANDBY);
  cleanup.push(() => standby.stop());
  await until('the standby confirms', async () => {
    const rows = await primary.ask(
      `select sync_state from pg_stat_replication where application_name = '${STANDBY}'`,
    );
    return rows[0]?.sync_state === 'sync';
  });
  const proxy = await TcpProxy.to(primary.socket);
  cleanup.push(() => proxy.stop());
  const workers = ingestWorkers(join(folder, 'workers'), 1, broker, primary.url(proxy.port));
  for (const worker of workers) worker.start();
  cleanup.push(() => Promise.all(workers.map((worker) => worker.stop())));
  const gateways = ids.map((id) => new LightGateway(id, port));
  cleanup.push(() => Promise.all(gateways.map((gateway) => gateway.stop())));
  for (const gateway of gateways) gateway.start();
  const writing = setInterval(() => {
    for (const gateway of gateways) gateway.append(3);
  }, 200);
  cleanup.push(() => clearInterval(writing));

  const acked = () => gateways.reduce((sum, gateway) => sum + gateway.acked, 0);
  const written = () => gateways.reduce((sum, gateway) => sum + gateway.lines.length, 0);
  const more = (count: number) => {
    const goal = acked() + count;
    return until(`${count} more events are acknowledged`, async () => acked() >= goal);
  };
  await more(500);
  say(`${acked()} events acknowledged, on two servers`);

  await standby.still(async () => {
    await sleep(LAST_WORDS_MS);
    const [before, waitingFrom] = [acked(), written()];
    await sleep(ALONE_MS);
    assert.equal(acked(), before, 'something was acknowledged that only one server had');
    say(
      `without the standby for ${ALONE_MS / 1_000} s: nothing acknowledged, ${written() - waitingFrom} events more in the journals`,
    );
  });
  await more(500);
  say('the standby is back, and so are acknowledgements');

  await primary.die();
  const promised = gateways.map(({ id, acked: through, lines }) => ({ id, lines: lines.slice(0, through) }));
  await standby.ask('select pg_promote()');
  const held = await linesOf(standby);
  for (const { id, lines } of promised) {
    assert.deepEqual(
      (held.get(id) ?? []).slice(0, lines.length),
      lines,
      `${id}: acknowledged, and not there`,
    );
  }
  const count = (all: Iterable<readonly string[]>) => [...all].reduce((sum, lines) => sum + lines.length, 0);
  const kept = count(held.values());
  const sure = count(promised.map(({ lines }) => lines));
  say(
    `the primary is dead; ${sure} events had been acknowledged, the standby holds all of them and ${kept - sure} more`,
  );

  proxy.target = standby.socket;
  await more(500);
  clearInterval(writing);
  await until('everything is acknowledged', async () => acked() === written());
  const all = await linesOf(standby);
  for (const { id, lines } of gateways)
    assert.deepEqual(all.get(id), lines, `${id}: not each event once, in order`);
  say(`${acked()} events on the new primary, each once, in order`);
}

async function linesOf(server: PostgresRig): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = (await server.ask('select gateway, line from event order by gateway, epoch, seq')) as {
    gateway: string;
    line: string;
  }[];
  return new Map(
    [...Map.groupBy(rows, ({ gateway }) => gateway)].map(([id, own]) => [id, own.map(({ line }) => line)]),
  );
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + WITHIN_MS; !(await holds()); await sleep(50)) {
    if (Date.now() > end) throw new Error(`${what}: not within ${WITHIN_MS / 1_000} s`);
  }
}
