import { createConnection, type Socket } from 'node:net';
import { VratarError } from '@vratar/protocol/errors';
import type { OpenPort } from '../../line/ports/index.ts';
import { PortLifetime } from '../../line/ports/port-lifetime.ts';

const CONNECT_TIMEOUT_MS = 5000;

/**
 * A serial device server on the network. For tools in a person's hands only: the gate itself opens no network
 * connection, `line-tcp` does it for it.
 */
export function tcpPort(host: string, port: number): OpenPort {
  return async (handlers) => {
    const socket = await connect(host, port);
    const lifetime = new PortLifetime(handlers);
    const lose = (reason: string) => {
      lifetime.lose(reason);
      socket.destroy();
    };
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => lifetime.receive(bytes));
    socket.on('error', (error) => lose(error.message));
    socket.on('end', () => lose('closed by the other side'));
    socket.on('close', () => lose('closed'));
    return {
      write: (bytes) => {
        if (!lifetime.ended) socket.write(bytes);
      },
      close: () => {
        lifetime.release();
        socket.destroy();
        return Promise.resolve();
      },
    };
  };
}

function connect(host: string, port: number): Promise<Socket> {
  return new Promise((done, fail) => {
    const socket = createConnection({ host, port, timeout: CONNECT_TIMEOUT_MS });
    const refuse = (why: string) => {
      socket.destroy();
      fail(new VratarError('port_unavailable', { port: `${host}:${port}`, why }));
    };
    const onError = (error: Error) => refuse(error.message);
    socket.once('error', onError);
    socket.once('timeout', () => refuse('no answer'));
    socket.once('connect', () => {
      socket.off('error', onError);
      socket.setTimeout(0);
      done(socket);
    });
  });
}
