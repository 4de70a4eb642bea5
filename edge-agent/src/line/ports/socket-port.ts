import { createConnection, type Socket } from 'node:net';
import { VratarError } from '@vratar/protocol/errors';
import type { OpenPort } from './byte-port.ts';
import { PortLifetime } from './port-lifetime.ts';

/** The line sends one short frame at a time and waits; more than this unsent means that the peer reads no more. */
const UNSENT_LIMIT = 16_384;

/** A Unix socket of bytes: a simulated line, or `line-tcp` in front of a serial device server. */
export function socketPort(path: string): OpenPort {
  return async (handlers) => {
    const socket = await connect(path);
    const lifetime = new PortLifetime(handlers);
    const lose = (reason: string) => {
      lifetime.lose(reason);
      socket.destroy();
    };
    socket.on('data', (bytes: Buffer) => lifetime.receive(bytes));
    socket.on('error', (error) => lose(error.message));
    socket.on('end', () => lose('closed by the other side'));
    socket.on('close', () => lose('closed'));
    return {
      write: (bytes) => {
        if (lifetime.ended) return;
        if (socket.writableLength > UNSENT_LIMIT) lose('the other side does not read');
        else socket.write(bytes);
      },
      close: () => {
        lifetime.release();
        socket.destroy();
        return Promise.resolve();
      },
    };
  };
}

function connect(path: string): Promise<Socket> {
  return new Promise((done, fail) => {
    const socket = createConnection(path);
    const refuse = (error: Error) =>
      fail(new VratarError('port_unavailable', { port: path, why: error.message }, {}, error));
    socket.once('error', refuse);
    socket.once('connect', () => {
      socket.off('error', refuse);
      done(socket);
    });
  });
}
