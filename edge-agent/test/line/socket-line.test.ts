import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { within } from '../../../deploy/testing/until.ts';
import { socketPort } from '../../src/line/ports/index.ts';
import { startLineTcp } from '../../src/line/tcp/line-tcp.ts';
import { LiveLine } from './support/live-line.ts';
import { servePds } from './support/pd-server.ts';
import { KEY } from './support/test-line.ts';
import { TestPd } from './support/test-pd.ts';

const folder = mkdtempSync(join(tmpdir(), 'vratar-socket-'));
after(() => rmSync(folder, { recursive: true }));
const BAUD = 115_200;

class PdServer {
  readonly pd = new TestPd({ address: 0, key: KEY });
  readonly #clients = new Set<Socket>();
  #server: Server | undefined;

  async listen(target: string | number): Promise<number> {
    const server = createServer((socket) => {
      this.#clients.add(socket);
      socket.on('error', () => {});
      socket.on(
        'data',
        servePds([this.pd], BAUD, (bytes) => socket.write(bytes)),
      );
    });
    this.#server = server;
    await new Promise<void>((done) => {
      server.listen(target, () => done());
    });
    const address = server.address();
    return typeof address === 'object' ? address!.port : 0;
  }

  hangUp(): void {
    for (const client of this.#clients) client.destroy();
    this.#clients.clear();
  }

  async close(): Promise<void> {
    const closed = new Promise((done) => this.#server!.close(done));
    this.hangUp();
    await closed;
  }
}

test('a closed socket is noticed, told and healed', async () => {
  const path = join(folder, 'line');
  const server = new PdServer();
  await server.listen(path);
  const live = new LiveLine(socketPort(path), BAUD);
  await live.next('online');
  const lost = live.next('port', ({ up }) => !up);
  const again = live.next('online');
  server.hangUp();
  await lost;
  await again;
  await live.line.close();
  await server.close();
});

test('line-tcp hands a device server to the gate, and reconnects when it was away', async () => {
  const server = new PdServer();
  const port = await server.listen(0);
  const socket = join(folder, 'tcp-line');
  const states: string[] = [];
  const stop = await startLineTcp({
    host: '127.0.0.1',
    port,
    socket,
    onState: (up, reason) => states.push(`${up ? 'up' : 'down'}: ${reason}`),
  });
  const live = new LiveLine(socketPort(socket), BAUD);
  await live.next('online');
  const lost = live.next('offline');
  await server.close();
  await lost;
  const again = live.next('online');
  await server.listen(port);
  await again;
  await until(() => states.at(-1) === 'up: connected', states);
  assert.ok(states.some((state) => state.startsWith('down: ')));
  await live.line.close();
  await stop();
  await server.close();
});

/** By turns of the event loop, for there is a test whose timers stand still. @param seen what the error shows */
async function until(holds: () => boolean, seen: unknown): Promise<void> {
  for (const end = Date.now() + 60_000; !holds(); await turn())
    assert.ok(Date.now() < end, `${holds} within a minute: ${JSON.stringify(seen)}`);
}

/** Whether a gate that connects now reaches the device server. */
async function isEchoed(path: string): Promise<boolean> {
  const gate = connect(path).on('error', () => {});
  gate.write('x');
  const [bytes] = await Promise.race([once(gate, 'data'), once(gate, 'close')]);
  gate.destroy();
  return bytes instanceof Buffer;
}

test('I1 bytes pass through line-tcp as soon as the device server is back; only the word of it waits', {
  timeout: 120_000,
}, async (t) => {
  const clients: Socket[] = [];
  const server = createServer((client) => {
    clients.push(client);
    client.on('error', () => {});
    client.pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const socket = join(folder, 'back');
  const states: boolean[] = [];
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { port } = server.address() as AddressInfo;
  const onState = (up: boolean) => states.push(up);
  const stop = await startLineTcp({ host: '127.0.0.1', port, socket, onState });
  t.after(stop);
  await until(() => clients.length === 1, states);
  clients[0]!.destroy();
  await until(() => states.at(-1) === false, states);
  t.mock.timers.tick(100);
  await until(() => clients.length === 2, states);
  while (!(await isEchoed(socket)));
  assert.deepEqual(states, [false]);
  t.mock.timers.tick(300);
  assert.deepEqual(states, [false, true]);
});

async function leaveStaleSocket(path: string): Promise<void> {
  const script = 'require("net").createServer().listen(process.argv[1], () => console.log("listening"))';
  const killed = spawn(process.execPath, ['-e', script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(killed, 'exit');
  await within('a socket', once(killed.stdout, 'data')).finally(() => killed.kill('SIGKILL'));
  await within('its end', gone);
  assert.ok(existsSync(path));
}

test('line-tcp takes the place of a killed one, and refuses that of a running one', async () => {
  const server = new PdServer();
  const port = await server.listen(0);
  const socket = join(folder, 'stale');
  const options = { host: '127.0.0.1', port, socket, onState: () => {} };
  const stop = await startLineTcp(options);
  await assert.rejects(startLineTcp(options), { code: 'address_taken' });
  await stop();
  await leaveStaleSocket(socket);
  const stopAgain = await startLineTcp(options);
  await stopAgain();
  const precious = join(folder, 'precious');
  writeFileSync(precious, 'not a socket');
  await assert.rejects(startLineTcp({ ...options, socket: precious }), { code: 'address_taken' });
  assert.ok(existsSync(precious));
  await server.close();
});
