import type { OpenPort } from './byte-port.ts';
import { connectSocket } from './connect-socket.ts';
import { streamPort } from './stream-port.ts';

/** A connection within the machine costs next to nothing, and behind `line-tcp` its pause comes on top of another. */
const LONGEST_RETRY_MS = 100;

/** A Unix socket of bytes: a simulated line, or `line-tcp` in front of a serial device server. */
export function socketPort(path: string): OpenPort {
  return Object.assign(
    streamPort(() => connectSocket({ path })),
    { longestRetryMs: LONGEST_RETRY_MS },
  );
}
