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
  /**
   * Told when the device server is reached and keeps the connection, when it is lost, and when the reason why it is not
   * reached changes.
   */
  readonly onState: (up: boolean, reason: string) => void;
}

const CHECK_EVERY_MS = 1000;
/** A device server that is in use by somebody else takes a connection and closes it at once: that is not worth a word. */
const WORTH_TELLING_MS = 300;

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
  let telling: NodeJS.Timeout | undefined;
  const tell = (reason: string) => {
    if (reason !== told) options.onState(up, reason);
    told = reason;
  };
  const keeper = new PortKeeper({
    open: tcpPort(options.host, options.port),
    baud: 0,
    // The gate tries its own port; a second trial in front of that one would only delay releases (I1).
    trialMs: 0,
    random: Math.random,
    onUp: () => {
      up = true;
      watch.answered();
      telling = setTimeout(() => tell('connected'), WORTH_TELLING_MS);
    },
    onDown: (reason) => {
      up = false;
      clearTimeout(telling);
      watch.answered();
      gate.drop();
      tell(reason);
    },
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
