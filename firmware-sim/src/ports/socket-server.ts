import { rm } from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { VratarError } from '@vratar/protocol/errors';
import type { Bus } from '../line/index.ts';
import { type AcuPort, joinStream, type PortEvents } from './acu-port.ts';

/**
 * Offers the bus as a Unix socket of bytes. A path left behind by a dead simulator is taken over.
 * @throws VratarError `address_taken`, `port_unavailable`
 */
export async function serveSocket(bus: Bus, path: string, events: PortEvents = {}): Promise<AcuPort> {
  if (await answers(path)) throw new VratarError('address_taken', { address: path });
  await rm(path, { force: true });
  const server = createServer();
  const close = serveOne(server, bus, events);
  await listen(server, path, () => server.listen(path));
  return { address: path, close };
}

/**
 * Offers the bus on a TCP port, as serial device servers do. Port 0 takes a free one.
 * @throws VratarError `address_taken`, `port_unavailable`
 */
export async function serveTcp(
  bus: Bus,
  port: number,
  host = '127.0.0.1',
  events: PortEvents = {},
): Promise<AcuPort> {
  // A gateway that lost its power says no farewell: without keep-alive its connection would hold the line for hours.
  const server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 5000 });
  const close = serveOne(server, bus, events);
  await listen(server, `${host}:${port}`, () => server.listen(port, host));
  const bound = server.address();
  const number = typeof bound === 'object' && bound !== null ? bound.port : port;
  return { address: `${host}:${number}`, close };
}

/** One ACU at a time: a bus has one master, and a second one would only make noise. */
function serveOne(server: Server, bus: Bus, events: PortEvents): () => Promise<void> {
  let current: Socket | undefined;
  server.on('connection', (socket) => {
    if (current !== undefined) {
      events.onAcu?.(true, 'refused: another ACU is on the line');
      socket.destroy();
      return;
    }
    current = socket;
    joinStream(bus, socket, events, () => {
      current = undefined;
    });
  });
  return () =>
    new Promise((done) => {
      server.close(() => done());
      current?.destroy();
    });
}

function listen(server: Server, address: string, start: () => void): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      fail(
        cause.code === 'EADDRINUSE'
          ? new VratarError('address_taken', { address }, {}, { cause })
          : new VratarError('port_unavailable', { port: address, why: cause.message }, {}, { cause }),
      );
    });
    server.once('listening', done);
    start();
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const probe = createConnection(path);
    probe.once('connect', () => {
      probe.destroy();
      done(true);
    });
    probe.once('error', () => done(false));
  });
}
