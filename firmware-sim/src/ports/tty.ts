import { VratarError } from '@vratar/protocol/errors';
import { SerialPort } from 'serialport';
import type { Bus } from '../line/index.ts';
import { type AcuPort, joinStream, type PortEvents } from './acu-port.ts';

export interface TtyPort extends AcuPort {
  /** After COMSET: real hardware must follow, a PTY does not mind. */
  setBaud(baud: number): Promise<void>;
}

/** Puts the bus on a serial port or PTY: 8 data bits, no parity, 1 stop bit. */
export async function openTty(
  bus: Bus,
  path: string,
  baud: number,
  events: PortEvents = {},
): Promise<TtyPort> {
  const port = new SerialPort({ path, baudRate: baud, autoOpen: false });
  await new Promise<void>((done, fail) =>
    port.open((error) =>
      error
        ? fail(new VratarError('port_unavailable', { port: path, why: error.message }, {}, { cause: error }))
        : done(),
    ),
  );
  joinStream(bus, port, events, () => {});
  return {
    address: path,
    setBaud: (rate) =>
      new Promise((done, fail) => port.update({ baudRate: rate }, (error) => (error ? fail(error) : done()))),
    close: () => new Promise((done) => (port.isOpen ? port.close(() => done()) : done())),
  };
}
