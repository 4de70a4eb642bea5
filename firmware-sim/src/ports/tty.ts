import { VratarError } from '@vratar/protocol/errors';
import { SerialPort } from 'serialport';
import type { Bus } from '../line/index.ts';
import { type AcuPort, joinStream, type PortEvents } from './acu-port.ts';

export interface TtyPort extends AcuPort {
  /** After COMSET: real hardware must follow, a PTY does not mind. */
  setBaud(baud: number): Promise<void>;
}

/** A port that was lost (an adapter pulled out, a PTY gone) is tried again so often, ms. */
const RETRY_MS = 1000;

/**
 * Puts the bus on a serial port or PTY: 8 data bits, no parity, 1 stop bit. A port that is lost later is opened again
 * as soon as it is there.
 * @throws VratarError `port_unavailable`
 */
export async function openTty(
  bus: Bus,
  path: string,
  baud: number,
  events: PortEvents = {},
): Promise<TtyPort> {
  const tty = new Tty(bus, path, baud, events);
  await tty.open();
  return tty;
}

class Tty implements TtyPort {
  readonly address: string;
  readonly #bus: Bus;
  readonly #events: PortEvents;
  #baud: number;
  #port: SerialPort | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(bus: Bus, path: string, baud: number, events: PortEvents) {
    this.#bus = bus;
    this.address = path;
    this.#baud = baud;
    this.#events = events;
  }

  async open(): Promise<void> {
    const port = new SerialPort({ path: this.address, baudRate: this.#baud, autoOpen: false });
    await new Promise<void>((done, fail) =>
      port.open((error) => (error ? fail(this.#refusal(error)) : done())),
    );
    this.#port = port;
    joinStream(this.#bus, port, this.#events, () => this.#lost());
  }

  setBaud(baud: number): Promise<void> {
    this.#baud = baud;
    const port = this.#port;
    if (port === undefined) return Promise.resolve();
    return new Promise((done, fail) =>
      port.update({ baudRate: baud }, (error) => (error ? fail(error) : done())),
    );
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await release(this.#port);
  }

  #lost(): void {
    const port = this.#port;
    this.#port = undefined;
    void release(port);
    if (!this.#closed) this.#planRetry();
  }

  #planRetry(): void {
    this.#retry = setTimeout(() => {
      this.open().catch(() => {
        if (!this.#closed) this.#planRetry();
      });
    }, RETRY_MS);
  }

  #refusal(cause: Error): VratarError {
    // The binding has turned an error into a message once already.
    const why = cause.message.replace(/^Error: /, '');
    return new VratarError('port_unavailable', { port: this.address, why }, {}, { cause });
  }
}

function release(port: SerialPort | undefined): Promise<void> {
  return new Promise((done) => (port?.isOpen ? port.close(() => done()) : done()));
}
