import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { VratarError } from '@vratar/protocol/errors';
import fc from 'fast-check';
import { until as untilSo, within } from '../../../deploy/testing/until.ts';
import { GateClient } from '../../src/socket/gate-client.ts';
import { LIMITS } from '../../src/socket/limits.ts';
import { socketPath } from '../../src/socket/socket-folder.ts';
import { SocketServer } from '../../src/socket/socket-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { POSITION, startServer } from './start-server.ts';

const hello = '{"id":1,"op":"hello","body":{"version":1,"client":"test"}}\n';

async function raw(
  folder: string,
  role: 'link' | 'tool' | 'pcsc',
): Promise<{ socket: Socket; text: () => string }> {
  const socket = connect(socketPath(folder, role));
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  await within('a connection', once(socket, 'connect'));
  return { socket, text: () => text };
}

/** At the latest, a server looks for clients to be ended. */
const LOOKS_EVERY_MS = 5_000;

const until = (what: () => boolean) => untilSo(String(what), what, undefined, 10);

test('a client says hello, asks, and is pushed what it subscribed to', async (t) => {
  const { server, folder } = await startServer(t);
  const client = await GateClient.connect(folder, 'link', 'test');
  assert.equal((await client.request('hello', { version: LIMITS.version, client: 'test' })).building, 'b');
  const pushed: unknown[] = [];
  await client.subscribe(['position'], (topic, body) => pushed.push([topic, body]));
  server.push('position', POSITION);
  server.push('alarm', { code: 'x', subject: '', on: true, at: 0 });
  await client.request('position', {});
  assert.deepEqual(pushed, [['position', POSITION]]);
  await client.close();
  await assert.rejects(client.request('position', {}), { code: 'socket_closed' });
});

test('a client whose greeting is refused leaves no connection behind', async (t) => {
  const { server, folder } = await startServer(t, {
    hello: () => {
      throw new VratarError('journal_unavailable');
    },
  });
  await assert.rejects(GateClient.connect(folder, 'link', 'test'), { code: 'journal_unavailable' });
  await until(() => server.clients === 0);
});

test('each role may ask for its own operations only', async (t) => {
  const { folder } = await startServer(t);
  const pcsc = await GateClient.connect(folder, 'pcsc', 'test');
  assert.equal((await pcsc.request('tap', { reader: 'r', uid: '04a1b2c3', ageMs: 0 })).code, 'granted');
  await assert.rejects(pcsc.request('ack', { epoch: 1, through: 1, hash: '0'.repeat(64) }), {
    code: 'socket_role',
  });
  const link = await GateClient.connect(folder, 'link', 'test');
  await assert.rejects(link.request('tap', { reader: 'r', uid: '04a1b2c3', ageMs: 0 }), {
    code: 'socket_role',
  });
  await pcsc.close();
  await link.close();
});

test('the sockets are open to their group only, and an open folder is refused', async (t) => {
  const { folder } = await startServer(t);
  assert.equal(statSync(folder).mode & 0o777, 0o750);
  assert.equal(statSync(socketPath(folder, 'link')).mode & 0o777, 0o660);
  const open = join(temporaryFolder(t), 'open');
  mkdirSync(open);
  chmodSync(open, 0o755);
  const server = new SocketServer({ folder: open, groups: {}, handlers: {} as never, now: () => 0 });
  await assert.rejects(server.start(), { code: 'socket_insecure' });
  await server.stop();
});

test('a user without the group cannot connect', {
  skip: process.getuid?.() !== 0 && 'needs root to become another user',
}, async (t) => {
  const { folder } = await startServer(t);
  chmodSync(dirname(folder), 0o755);
  const { execFile } = await import('node:child_process');
  const client = new URL('../../src/socket/gate-client.ts', import.meta.url);
  const script = `import { GateClient } from ${JSON.stringify(client)};
    GateClient.connect(${JSON.stringify(folder)}, 'link', 'x').catch((e) => console.log(e.code, e.cause?.code));`;
  const args = ['--input-type=module', '-e', script];
  const said = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { uid: 65534, gid: 65534, timeout: 60_000 }, (_error, out, err) =>
      resolve(out + err),
    );
  });
  assert.match(said, /^socket_refused EACCES/);
});

test('whatever bytes come, others are served, and the sender is told or cut off', async (t) => {
  const { server, folder } = await startServer(t);
  const other = await GateClient.connect(folder, 'link', 'test');
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc.json().map((text) => Buffer.from(text)),
      ),
      async (bytes) => {
        const { socket } = await raw(folder, 'tool');
        socket.end(Buffer.concat([bytes, Buffer.from('\n')]));
        assert.equal((await other.request('position', {})).last, 3);
        socket.destroy();
      },
    ),
    { numRuns: 25 },
  );
  await other.close();
  await until(() => server.clients === 0);
});

test('a line that is too long, or no request, ends the connection with a reason', async (t) => {
  const { server, folder } = await startServer(t);
  const one = await raw(folder, 'tool');
  one.socket.write('x'.repeat(LIMITS.requestBytes + 1));
  await until(() => one.text().includes('socket_line') && one.socket.closed);
  const two = await raw(folder, 'tool');
  two.socket.write('[1,2]\n');
  await until(() => two.text().includes('socket_line') && two.socket.closed);
  const three = await raw(folder, 'tool');
  three.socket.write('{"id":7,"op":"position","body":{}}\n');
  await until(() => three.text().includes('hello comes first'));
  three.socket.write(`${hello}{"id":8,"op":"read","body":{"epoch":1,"after":0,"limit":9999}}\n`);
  await until(() => three.text().includes('"id":8') && three.text().includes('socket_request'));
  assert.equal(server.counts.refused, 4);
  three.socket.destroy();
});

test('a client that does not read loses pushes, which are counted and told; others get theirs', async (t) => {
  const { server, folder } = await startServer(t);
  const stuck = await raw(folder, 'link');
  stuck.socket.write(`${hello}{"id":2,"op":"subscribe","body":{"topics":["alarm"]}}\n`);
  await until(() => stuck.text().includes('"id":2'));
  stuck.socket.pause();
  const good = await GateClient.connect(folder, 'link', 'test');
  let got = 0;
  await good.subscribe(['alarm'], () => {
    got += 1;
  });
  const sent = 4000;
  for (let n = 0; n < sent; n++) {
    server.push('alarm', { code: 'c'.repeat(1000), subject: 's', on: true, at: n });
    if (n % 100 === 0) await delay(1);
  }
  await until(() => got === sent);
  assert.ok(server.counts.dropped > 0, 'the stuck client lost some');
  stuck.socket.resume();
  await until(() => stuck.text().includes('{"dropped":'));
  const told = [...stuck.text().matchAll(/\{"dropped":(\d+)\}/g)].reduce(
    (sum, match) => sum + Number(match[1]),
    0,
  );
  assert.equal(told, server.counts.dropped);
  await good.close();
  stuck.socket.destroy();
});

test('a client that asks without end waits its turn: its requests stay in its own socket', async (t) => {
  let asked = 0;
  const { folder } = await startServer(t, {
    trace: () => {
      asked += 1;
      return { taps: [], stages: [] };
    },
  });
  const began = performance.now();
  const greedy = await raw(folder, 'tool');
  greedy.socket.write(hello);
  for (let n = 2; n < 2000; n++) greedy.socket.write(`{"id":${n},"op":"trace","body":{"limit":1}}\n`);
  await until(() => asked >= 60);
  const seconds = (performance.now() - began) / 1000;
  assert.ok(asked <= 51 + 25 * seconds, `${asked} of 2,000 were served in ${seconds} s`);
  greedy.socket.destroy();
});

test('whoever asks much and leaves before it is answered makes nobody else wait', async (t) => {
  const { folder } = await startServer(t);
  for (let n = 0; n < 100; n++) {
    const leaving = await raw(folder, 'tool');
    const asks = Array.from({ length: 8 }, (_, k) => `{"id":${k + 2},"op":"trace","body":{"limit":1}}\n`);
    leaving.socket.write(hello + asks.join(''));
    await until(() => leaving.text().includes('"boot"'));
    leaving.socket.destroy();
  }
  const other = await GateClient.connect(folder, 'tool', 'other');
  await other.request('trace', { limit: 1 }, 12_000);
  await other.close();
});

test('a running gate takes over its configuration a few times at once, and then once a second', async (t) => {
  let reloads = 0;
  const { folder } = await startServer(
    t,
    {
      reload: () => {
        reloads += 1;
        const none = { added: [], removed: [], changed: [] };
        return { lines: none, devices: none, lanes: none };
      },
    },
    () => 0,
  );
  const greedy = await raw(folder, 'tool');
  greedy.socket.write(hello);
  for (let n = 2; n < 200; n++) greedy.socket.write(`{"id":${n},"op":"reload","body":{}}\n`);
  await until(() => reloads >= 10);
  const other = await GateClient.connect(folder, 'tool', 'other');
  await other.request('trace', { limit: 1 });
  assert.ok(reloads < 20, `${reloads} at once`);
  await other.close();
  greedy.socket.destroy();
});

test('a client that does not say hello loses its place, and one connection too many is turned away; both are counted', async (t) => {
  let now = 0;
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { server, folder } = await startServer(t, {}, () => now);
  const greeted = await GateClient.connect(folder, 'tool', 'test');
  const silent = await Promise.all(Array.from({ length: LIMITS.clients - 1 }, () => raw(folder, 'tool')));
  await until(() => server.clients === LIMITS.clients);
  const surplus = await raw(folder, 'tool');
  await until(() => surplus.socket.closed);
  assert.equal(server.counts.refused, 1);
  t.mock.timers.tick(LOOKS_EVERY_MS);
  now = LIMITS.greetingMs + 1;
  t.mock.timers.tick(LOOKS_EVERY_MS);
  await until(() => silent.every(({ socket }) => socket.closed));
  assert.equal(server.counts.refused, LIMITS.clients);
  assert.equal((await greeted.request('position', {})).last, 3);
  await greeted.close();
});

test('a client of another version is not greeted: nothing else is answered', async (t) => {
  const { folder } = await startServer(t, {
    hello: ({ version }) => {
      throw new VratarError('socket_version', { found: version, expected: LIMITS.version });
    },
  });
  const { socket, text } = await raw(folder, 'tool');
  socket.write(
    '{"id":1,"op":"hello","body":{"version":2,"client":"x"}}\n{"id":2,"op":"position","body":{}}\n',
  );
  await until(() => text().includes('"id":2'));
  assert.match(text(), /"id":1,"error":\{"code":"socket_version"/);
  assert.match(text(), /"id":2,"error":.*hello comes first/);
  socket.destroy();
});

test('nothing that follows a line that is no request is done, and whoever goes on sending is cut off', async (t) => {
  let orders = 0;
  const { server, folder } = await startServer(t, {
    command: ({ id }) => {
      orders += 1;
      return { id, outcome: 'done' };
    },
  });
  const order =
    '{"id":3,"op":"command","body":{"id":"12345678","issuer":"tool:x","expiresAt":1,"order":{"name":"lockdown","on":true}}}\n';
  const socket = connect({ path: socketPath(folder, 'tool'), allowHalfOpen: true });
  socket.on('error', () => undefined).resume();
  // The trace is still being answered when the bad line is read.
  socket.write(`${hello}{"id":2,"op":"trace","body":{"limit":1}}\n{nope\n${order}${order}`);
  await until(() => server.counts.refused === 1);
  const chatter = setInterval(() => socket.write(order), 5);
  t.after(() => clearInterval(chatter));
  assert.equal(server.clients, 1);
  server.expire();
  await until(() => server.clients === 0);
  assert.equal(orders, 0);
  socket.destroy();
});
