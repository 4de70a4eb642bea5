import type { BytePort, OpenPort, PortHandlers } from './ports/byte-port.ts';
import { retryDelay } from './ports/retry-delay.ts';

const FIRST_RETRY_MS = 100;
/** An adapter that was plugged in again is in use after at most this. */
const LONGEST_RETRY_MS = 2000;

export interface PortKeeperOptions {
  readonly open: OpenPort;
  readonly baud: number;
  /** Yields [0, 1). */
  readonly random: () => number;
  readonly onUp: () => void;
  readonly onDown: (reason: string) => void;
  readonly onBytes: (bytes: Uint8Array) => void;
}

/** Keeps a port open: whenever it is lost, or cannot be opened, it is tried again until `stop`. */
export class PortKeeper {
  readonly #options: PortKeeperOptions;
  #baud: number;
  #port: BytePort | undefined;
  #opening: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #attempt = 0;
  #stopped = false;
  /** Ports opened before this number belong to the past. */
  #generation = 0;

  constructor(options: PortKeeperOptions) {
    this.#options = options;
    this.#baud = options.baud;
  }

  start(): void {
    this.#opening = this.#open();
  }

  write(bytes: Uint8Array): void {
    this.#port?.write(bytes);
  }

  /** Opens the port anew at another rate. */
  async setBaud(baud: number): Promise<void> {
    if (baud === this.#baud) return;
    this.#baud = baud;
    await this.reopen('speed changed');
  }

  async reopen(reason: string): Promise<void> {
    await this.#close(reason);
    if (!this.#stopped) this.start();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#close('stopped');
  }

  async #close(reason: string): Promise<void> {
    clearTimeout(this.#timer);
    await this.#opening;
    clearTimeout(this.#timer);
    this.#generation += 1;
    const port = this.#port;
    this.#port = undefined;
    if (port === undefined) return;
    this.#options.onDown(reason);
    await port.close();
  }

  async #open(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    try {
      const port = await this.#options.open(this.#handlers(generation), this.#baud);
      if (this.#stopped) return await port.close();
      if (generation !== this.#generation) return;
      this.#port = port;
      this.#attempt = 0;
      this.#options.onUp();
    } catch (error) {
      this.#options.onDown(error instanceof Error ? error.message : String(error));
      this.#retry();
    }
  }

  #handlers(generation: number): PortHandlers {
    return {
      onBytes: (bytes) => this.#options.onBytes(bytes),
      onLost: (reason) => {
        if (generation !== this.#generation) return;
        this.#generation += 1;
        this.#port = undefined;
        this.#options.onDown(reason);
        this.#retry();
      },
    };
  }

  #retry(): void {
    if (this.#stopped) return;
    const wait = retryDelay(this.#attempt, FIRST_RETRY_MS, LONGEST_RETRY_MS, this.#options.random);
    this.#attempt += 1;
    this.#timer = setTimeout(() => this.start(), wait);
  }
}
