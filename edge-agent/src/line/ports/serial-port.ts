import { readSync, writeSync } from 'node:fs';
import { autoDetect, type LinuxPortBinding } from '@serialport/bindings-cpp';
import { VratarError } from '@vratar/protocol/errors';
import type { BytePort, OpenPort } from './byte-port.ts';
import { PortLifetime } from './port-lifetime.ts';

/** More than any frame: what is left after a read makes the port readable again. */
const READ_SIZE = 2048;

/** A tty: RS-485 adapter, built-in UART or PTY. 8 data bits, no parity, 1 stop bit, as OSDP has it. */
export function serialPort(path: string): OpenPort {
  return async (handlers, baud) => new Tty(await open(path, baud), new PortLifetime(handlers));
}

/**
 * Reads and writes a port that the binding of `serialport` has opened and set. Its own stream hands every read and write
 * to the thread pool, two or three times for each exchange, which took half of the processor time of a polled line; and
 * it goes on reading for ever from an adapter that was pulled out, whose reads end at once with nothing.
 */
class Tty implements BytePort {
  readonly #binding: LinuxPortBinding;
  readonly #fd: number;
  readonly #lifetime: PortLifetime;
  readonly #buffer = Buffer.allocUnsafe(READ_SIZE);

  constructor(binding: LinuxPortBinding, lifetime: PortLifetime) {
    this.#binding = binding;
    this.#fd = binding.fd!;
    this.#lifetime = lifetime;
    this.#listen();
  }

  write(bytes: Uint8Array): void {
    if (this.#lifetime.ended) return;
    try {
      // A frame always fits into the driver's buffer, unless the wire is not being served any more.
      if (writeSync(this.#fd, bytes) < bytes.length) this.#lose('the port takes no bytes');
    } catch (error) {
      this.#lose((error as Error).message);
    }
  }

  async close(): Promise<void> {
    this.#lifetime.release();
    await this.#release();
  }

  #listen(): void {
    this.#binding.poller.once('readable', (error) => {
      if (error !== null) this.#lose(error.message);
      else if (!this.#lifetime.ended) this.#read();
    });
  }

  #read(): void {
    try {
      const count = readSync(this.#fd, this.#buffer);
      if (count === 0) this.#lose('the device is gone');
      else {
        this.#lifetime.receive(Uint8Array.from(this.#buffer.subarray(0, count)));
        if (!this.#lifetime.ended) this.#listen();
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') this.#listen();
      else this.#lose((error as Error).message);
    }
  }

  /** The device is never usable after an error; a port left open would hold its name against the one that follows. */
  #lose(reason: string): void {
    if (this.#lifetime.ended) return;
    void this.#release();
    this.#lifetime.lose(reason);
  }

  async #release(): Promise<void> {
    if (this.#binding.isOpen) await this.#binding.close().catch(() => {});
  }
}

async function open(path: string, baud: number): Promise<LinuxPortBinding> {
  const binding = await openBinding(path, baud);
  // USB adapters gather bytes for 16 ms unless told otherwise; drivers without the setting (PTYs) refuse it.
  await binding.set({ dtr: true, rts: true, lowLatency: true }).catch(() => {});
  return binding;
}

async function openBinding(path: string, baud: number): Promise<LinuxPortBinding> {
  try {
    return (await autoDetect().open({ path, baudRate: baud })) as LinuxPortBinding;
  } catch (error) {
    // The binding has turned an error into a message once already.
    const why = (error as Error).message.replace(/^Error: /, '');
    throw new VratarError('port_unavailable', { port: path, why }, {}, { cause: error });
  }
}
