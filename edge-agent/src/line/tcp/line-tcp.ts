import { performance } from 'node:perf_hooks';
import { PortKeeper } from '../port-keeper.ts';
import { tcpPort } from '../ports/tcp-port.ts';
import { GateSide } from './gate-side.ts';
import { SilenceWatch } from './silence-watch.ts';

export interface LineTcpOptions {
  readonly host: string;
  readonly port: number;
  /** Unix socket on which the gate finds the line. */
  readonly socket: string;
  /** Told when the device server is reached, when it is lost, and when the reason why it is not reached changes. */
  readonly onState: (up: boolean, reason: string) => void;
}

const CHECK_EVERY_MS = 1000;

/**
 * Hands one TCP connection to a serial device server to the gate as a Unix socket of bytes, so that the gate needs no
 * network. When the connection is lost the gate's is closed too: to the gate that is a port unplugged, with the alarms
 * and the healing that it has for those anyway.
 * @returns stops it
 */
export async function startLineTcp(options: LineTcpOptions): Promise<() => Promise<void>> {
  const watch = new SilenceWatch(() => performance.now());
  let up = false;
  let told = '';
  const state = (now: boolean, reason: string) => {
    if (up !== now || reason !== told) options.onState(now, reason);
    up = now;
    told = reason;
    watch.answered();
    if (!now) gate.drop();
  };
  const keeper = new PortKeeper({
    open: tcpPort(options.host, options.port),
    baud: 0,
    random: Math.random,
    onUp: () => state(true, 'connected'),
    onDown: (reason) => state(false, reason),
    onBytes: (bytes) => {
      watch.answered();
      gate.write(bytes);
    },
  });
  const gate = new GateSide({
    isOpen: () => up,
    onBytes: (bytes) => {
      watch.asked();
      keeper.write(bytes);
    },
  });
  await gate.listen(options.socket);
  keeper.start();
  const timer = setInterval(() => {
    if (watch.isOver) void keeper.reopen('no answer');
  }, CHECK_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await keeper.stop();
    await gate.close();
  };
}
