import { statSync } from 'node:fs';
import { type OpenPort, serialPort, socketPort, tcpPort } from '../../line/ports/index.ts';

export interface Target {
  readonly open: OpenPort;
  /** Whether the speed is ours to choose: behind a socket it is somebody else's. */
  readonly hasBaud: boolean;
}

/** `/dev/ttyUSB0` or a PTY, a Unix socket of bytes, or `host:port` of a serial device server. */
export function portOf(target: string): Target {
  if (statSync(target, { throwIfNoEntry: false })?.isSocket())
    return { open: socketPort(target), hasBaud: false };
  const address = /^\[?([^/[\]]+)\]?:(\d{1,5})$/.exec(target);
  return address === null
    ? { open: serialPort(target), hasBaud: true }
    : { open: tcpPort(address[1]!, Number(address[2])), hasBaud: false };
}
