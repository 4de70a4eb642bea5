import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { until, within } from '../../../deploy/testing/until.ts';
import { type BytePort, type OpenPort, retryDelay, socketPort, tcpPort } from '../../src/line/ports/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'vratar-ports-'));
after(() => rmSync(folder, { recursive: true }));

interface Peer {
  readonly server: Server;
  readonly accepted: Promise<Socket>;
}

async function listen(target: string | number): Promise<Peer> {
  const server = createServer();
  const accepted = new Promise<Socket>((done) => server.once('connection', done));
  await new Promise<void>((done) => {
    server.listen(target, () => done());
  });
  return { server, accepted };
}

interface Opened {
  readonly port: BytePort;
  readonly heard: Uint8Array[];
  readonly lost: string[];
  readonly whenLost: Promise<string>;
}

async function open(opener: OpenPort): Promise<Opened> {
  const heard: Uint8Array[] = [];
  const lost: string[] = [];
  let tell: (reason: string) => void = () => {};
  const whenLost = new Promise<string>((done) => {
    tell = done;
  });
  const onLost = (reason: string) => {
    lost.push(reason);
    tell(reason);
  };
  const port = await opener({ onBytes: (bytes) => heard.push(bytes), onLost }, 9600);
  return { port, heard, lost, whenLost };
}

for (const kind of ['unix', 'tcp'] as const) {
  const start = async (): Promise<{ peer: Peer; opener: OpenPort }> => {
    const path = join(folder, `${kind}-${Math.random()}`);
    const peer = await listen(kind === 'unix' ? path : 0);
    const address = peer.server.address();
    const opener = typeof address === 'string' ? socketPort(address) : tcpPort('127.0.0.1', address!.port);
    return { peer, opener };
  };

  test(`${kind} port carries bytes both ways, and loses nothing it was told after close`, async () => {
    const { peer, opener } = await start();
    const opened = await open(opener);
    const socket = await within('a connection', peer.accepted);
    opened.port.write(Uint8Array.of(1, 2, 3));
    const [bytes] = await within('bytes', once(socket, 'data') as Promise<[Buffer]>);
    assert.deepEqual([...bytes!], [1, 2, 3]);
    socket.write(Uint8Array.of(4, 5));
    const count = () => opened.heard.reduce((sum, piece) => sum + piece.length, 0);
    await until('both bytes', () => count() >= 2, undefined, 5);
    assert.deepEqual(
      opened.heard.flatMap((piece) => [...piece]),
      [4, 5],
    );
    await opened.port.close();
    socket.destroy();
    peer.server.close();
    await new Promise((done) => setTimeout(done, 20));
    assert.deepEqual(opened.lost, []);
  });

  test(`${kind} port tells once that the other side closed`, async () => {
    const { peer, opener } = await start();
    const opened = await open(opener);
    (await within('a connection', peer.accepted)).destroy();
    await within('word of the loss', opened.whenLost);
    opened.port.write(Uint8Array.of(1));
    await new Promise((done) => setTimeout(done, 20));
    assert.equal(opened.lost.length, 1);
    peer.server.close();
  });

  test(`${kind} port is lost when the other side reads no more`, async (t) => {
    const { peer, opener } = await start();
    const opened = await open(opener);
    (await within('a connection', peer.accepted)).pause();
    const timer = setInterval(() => opened.port.write(new Uint8Array(200_000)), 1);
    t.after(() => clearInterval(timer));
    assert.equal(await within('word of the loss', opened.whenLost), 'the other side does not read');
    (await peer.accepted).destroy();
    peer.server.close();
  });
}

test('a port that is not there is refused with its name', async () => {
  const path = join(folder, 'absent');
  await assert.rejects(open(socketPort(path)), {
    code: 'port_unavailable',
    message: new RegExp(`${path}.*ENOENT`),
  });
});

test('retry delays double up to the cap and are spread over the upper half', () => {
  const at = (attempt: number, random: number) => retryDelay(attempt, 100, 2000, () => random);
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 100].map((n) => at(n, 1)),
    [100, 200, 400, 800, 1600, 2000, 2000],
  );
  assert.equal(at(5, 0), 1000);
});
