import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { until, within } from '../../../deploy/testing/until.ts';
import { Bus } from '../../src/line/index.ts';
import { Pd, simulatedHardware, simulatedIdentity } from '../../src/pd/index.ts';
import { type AcuPort, serveSocket, serveTcp } from '../../src/ports/index.ts';
import { Random } from '../../src/random/index.ts';
import { RealClock } from '../../src/time/index.ts';
import { hex, toHex } from '../support/bytes.ts';

const POLL = hex('ff 53 00 08 00 04 60 eb aa');
const ACK_LENGTH = 9;

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vratar-sim-'));
});
after(() => rm(folder, { recursive: true }));

function liveBus(): Bus {
  const clock = new RealClock();
  const bus = new Bus({ clock, random: new Random(1), baud: 9600 });
  const memory = { address: 0, baud: 9600, security: 'plain', siteKey: undefined, install: false } as const;
  const identity = simulatedIdentity(1);
  new Pd({ clock, random: new Random(2), bus, memory, identity, hardware: simulatedHardware });
  return bus;
}

async function poll(socket: Socket): Promise<string> {
  const heard: Buffer[] = [];
  socket.on('data', (bytes: Buffer) => heard.push(bytes));
  socket.write(POLL);
  const length = () => Buffer.concat(heard).length;
  while (length() < ACK_LENGTH) {
    await within('the whole answer', once(socket, 'data'), undefined, () => `${length()} bytes`);
  }
  return toHex(Buffer.concat(heard));
}

const ACK = 'ff538008000440';

for (const kind of ['Unix socket', 'TCP'] as const) {
  test(`a PD answers over a ${kind}, at the line's pace`, async () => {
    const bus = liveBus();
    const path = join(folder, 'line.sock');
    const port: AcuPort = kind === 'TCP' ? await serveTcp(bus, 0) : await serveSocket(bus, path);
    const socket =
      kind === 'TCP' ? createConnection(Number(port.address.split(':')[1])) : createConnection(path);
    await within('a connection', once(socket, 'connect'));
    const start = performance.now();
    assert.ok((await poll(socket)).startsWith(ACK));
    assert.ok(performance.now() - start >= 18.74, 'never earlier than the wire');
    socket.destroy();
    await port.close();
    bus.close();
  });
}

test('a second ACU is turned away, the next one after the first is served', async () => {
  const bus = liveBus();
  const path = join(folder, 'second.sock');
  const port = await serveSocket(bus, path);
  const first = createConnection(path);
  await poll(first);
  const second = createConnection(path);
  await within('that the second is turned away', once(second, 'close'));
  first.destroy();
  // The port hears of it when it hears of it; whoever is too early is turned away too.
  await until('that the next one is served', async () => {
    const next = createConnection(path).on('error', () => undefined);
    const answer = await Promise.race([poll(next), once(next, 'close').then(() => '')]);
    next.destroy();
    return answer.startsWith(ACK);
  });
  await port.close();
  bus.close();
});

test('a taken address is refused by name', async () => {
  const bus = liveBus();
  const path = join(folder, 'taken.sock');
  const port = await serveSocket(bus, path);
  await assert.rejects(serveSocket(liveBus(), path), { code: 'address_taken' });
  await port.close();
  bus.close();
});

test('an address that cannot be served is refused by name', async () => {
  const bus = liveBus();
  const path = join(folder, 'no-such-folder', 'line.sock');
  await assert.rejects(serveSocket(bus, path), { code: 'port_unavailable', message: new RegExp(path) });
  await assert.rejects(serveTcp(bus, 0, '203.0.113.1'), {
    code: 'port_unavailable',
    message: /203\.0\.113\.1/,
  });
  bus.close();
});
