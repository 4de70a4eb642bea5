import type { Socket } from 'node:net';
import type { OpenPort } from './byte-port.ts';
import { PortLifetime } from './port-lifetime.ts';

/** A line has one short frame on its way at a time; more than this unsent means that the other side reads no more. */
const UNSENT_LIMIT = 16_384;

/** A connected socket as a line of bytes. `connect` rejects with `port_unavailable` when it cannot connect now. */
export function streamPort(connect: () => Promise<Socket>): OpenPort {
  return async (handlers) => {
    const socket = await connect();
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
