import { statSync } from 'node:fs';
import { type OpenPort, serialPort, socketPort, tcpPort } from '../../line/ports/index.ts';
import { ADAPTER_LATENCY_MS, NETWORK_LATENCY_MS } from '../../line/scheduler/timing.ts';

export interface Target {
  readonly open: OpenPort;
  /** Whether the speed is ours to choose: behind a socket it is somebody else's. */
  readonly hasBaud: boolean;
  readonly latencyMs: number;
}

/** The port in words, with its speed where that is ours to choose. */
export function portInWords(target: string, { hasBaud }: Target, baud: number): string {
  return hasBaud ? `${target} at ${baud} baud` : target;
}

/** `/dev/ttyUSB0` or a PTY, a Unix socket of bytes, or `host:port` of a serial device server. */
export function portOf(target: string): Target {
  if (statSync(target, { throwIfNoEntry: false })?.isSocket())
    return { open: socketPort(target), hasBaud: false, latencyMs: ADAPTER_LATENCY_MS };
  const address = /^\[?([^/[\]]+)\]?:(\d{1,5})$/.exec(target);
  if (address === null) return { open: serialPort(target), hasBaud: true, latencyMs: ADAPTER_LATENCY_MS };
  const open = tcpPort(address[1]!, Number(address[2]));
  return { open, hasBaud: false, latencyMs: NETWORK_LATENCY_MS };
}
