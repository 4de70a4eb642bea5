import { createConnection, type Socket } from 'node:net';
import { VratarError } from '@vratar/protocol/errors';

/** A silent network must not hold up the next attempt for the minutes that the kernel would wait. */
const CONNECT_WITHIN_MS = 5000;

/** Connects to a Unix socket or to a host. @throws VratarError `port_unavailable` */
export function connectSocket(
  target: { readonly path: string } | { readonly host: string; readonly port: number },
): Promise<Socket> {
  const name = 'path' in target ? target.path : `${target.host}:${target.port}`;
  return new Promise((done, fail) => {
    const socket = createConnection({ ...target, timeout: CONNECT_WITHIN_MS });
    const refuse = (why: string) => {
      socket.destroy();
      fail(new VratarError('port_unavailable', { port: name, why }));
    };
    const onError = (error: Error) => refuse(error.message);
    const onTimeout = () => refuse('no answer');
    socket.once('error', onError);
    socket.once('timeout', onTimeout);
    socket.once('connect', () => {
      socket.off('error', onError).off('timeout', onTimeout).setTimeout(0);
      done(socket);
    });
  });
}
