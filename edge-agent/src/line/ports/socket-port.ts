import type { OpenPort } from './byte-port.ts';
import { connectSocket } from './connect-socket.ts';
import { streamPort } from './stream-port.ts';

/** A Unix socket of bytes: a simulated line, or `line-tcp` in front of a serial device server. */
export function socketPort(path: string): OpenPort {
  return streamPort(() => connectSocket({ path }));
}
