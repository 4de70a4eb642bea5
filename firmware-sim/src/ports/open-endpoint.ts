import { realpathSync } from 'node:fs';
import type { Bus } from '../line/index.ts';
import type { AcuPort, PortEvents } from './acu-port.ts';
import { serveSocket, serveTcp } from './socket-server.ts';
import { openTty } from './tty.ts';

/** Where an ACU reaches a bus; the shape of the configuration's `at`. */
export type EndpointChoice =
  | { readonly socket: string }
  | { readonly tcp: number; readonly host: string }
  | { readonly tty: string };

export interface OpenedEndpoint extends AcuPort {
  /** A device changed its speed: real serial hardware must follow. */
  setBaud(baud: number): Promise<void>;
}

/** Opens the way in. @throws VratarError `address_taken`, `port_unavailable` */
export async function openEndpoint(
  bus: Bus,
  endpoint: EndpointChoice,
  baud: number,
  events: PortEvents = {},
): Promise<OpenedEndpoint> {
  if ('tty' in endpoint) return openTty(bus, endpoint.tty, baud, events);
  const port =
    'socket' in endpoint
      ? await serveSocket(bus, endpoint.socket, events)
      : await serveTcp(bus, endpoint.tcp, endpoint.host, events);
  return { ...port, setBaud: () => Promise.resolve() };
}

/** Whether the simulator has to pace the bytes itself: everywhere but on a serial port that is real hardware. */
export function needsPacing(endpoint: EndpointChoice, pace: 'auto' | 'on' | 'off'): boolean {
  if (pace !== 'auto') return pace === 'on';
  return !('tty' in endpoint) || isPty(endpoint.tty);
}

function isPty(path: string): boolean {
  try {
    return realpathSync(path).startsWith('/dev/pts/');
  } catch {
    return false;
  }
}
