import { VratarError } from '@vratar/protocol/errors';
import { SerialPort } from 'serialport';
import type { BytePort, OpenPort } from './byte-port.ts';
import { PortLifetime } from './port-lifetime.ts';

/** A tty: RS-485 adapter, built-in UART or PTY. 8 data bits, no parity, 1 stop bit, as OSDP has it. */
export function serialPort(path: string): OpenPort {
  return async (handlers, baud) => {
    const port = await open(path, baud);
    const lifetime = new PortLifetime(handlers);
    // An adapter that was pulled out may show itself as an error of a read, of a write or of a flag; the device is
    // never usable after any of them, and a port left open would hold its name against the one plugged in again.
    const lose = (reason: string) => {
      lifetime.lose(reason);
      closeQuietly(port);
    };
    port.on('data', (bytes: Buffer) => lifetime.receive(bytes));
    port.on('error', (error) => lose(error.message));
    port.on('end', () => lose('end of file'));
    port.on('close', (error: Error | null) => lifetime.lose(error?.message ?? 'closed'));
    return adapter(port, lifetime, lose);
  };
}

function adapter(port: SerialPort, lifetime: PortLifetime, lose: (reason: string) => void): BytePort {
  return {
    write: (bytes) => {
      if (lifetime.ended) return;
      port.write(bytes, (error) => {
        if (error) lose(error.message);
      });
    },
    close: () => {
      lifetime.release();
      return new Promise((done) => (port.isOpen ? port.close(() => done()) : done()));
    },
  };
}

async function open(path: string, baud: number): Promise<SerialPort> {
  const port = new SerialPort({ path, baudRate: baud, autoOpen: false });
  await new Promise<void>((done, fail) =>
    port.open((error) => {
      if (error) fail(new VratarError('port_unavailable', { port: path, why: error.message }, {}, error));
      else done();
    }),
  );
  await askForLowLatency(port);
  return port;
}

/** USB adapters gather bytes for 16 ms unless told otherwise; drivers without the setting (PTYs) refuse it. */
function askForLowLatency(port: SerialPort): Promise<void> {
  const flags = { dtr: true, rts: true, lowLatency: true };
  return new Promise((done) => port.set(flags, () => done()));
}

function closeQuietly(port: SerialPort): void {
  if (port.isOpen) port.close(() => {});
}
