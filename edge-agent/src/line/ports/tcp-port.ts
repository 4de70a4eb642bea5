import type { OpenPort } from './byte-port.ts';
import { connectSocket } from './connect-socket.ts';
import { streamPort } from './stream-port.ts';

/** Idle connections are checked after this, so that a server that lost its supply is noticed. */
const KEEP_ALIVE_MS = 5000;

/**
 * A serial device server on the network, in raw TCP mode. For `line-tcp` and for tools in a person's hands: the gate
 * itself opens no network connection.
 */
export function tcpPort(host: string, port: number): OpenPort {
  return streamPort(async () => {
    const socket = await connectSocket({ host, port });
    return socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS);
  });
}
