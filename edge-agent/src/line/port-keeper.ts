import type { BytePort, OpenPort, PortHandlers } from './ports/byte-port.ts';
import { retryDelay } from './ports/retry-delay.ts';

const FIRST_RETRY_MS = 100;
/** With the trial: what came back is in use well within the second that a release may take (I1). */
const LONGEST_RETRY_MS = 500;
/**
 * What was lost has to hold so long before it counts as there again. A device server that is in use by somebody else
 * takes a connection and closes it at once: each such moment would end one alarm and begin the next in the journal.
 */
const TRIAL_MS = 300;
/** A port that has held so long is tried at once when it is lost, and then with growing pauses. */
const STEADY_MS = 10_000;

export interface PortKeeperOptions {
  readonly open: OpenPort;
  readonly baud: number;
  /** How long what was lost has to hold before it is up and used again, ms; 300 when absent. */
  readonly trialMs?: number;
  /** Yields [0, 1). */
  readonly random: () => number;
  readonly onUp: () => void;
  /** Also for each try that failed. */
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
  #up = false;
  /** Failed tries, and losses, since the port was steady. */
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
    if (this.#up) this.#port?.write(bytes);
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
    this.#forget();
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
      const { trialMs = TRIAL_MS } = this.#options;
      if (this.#attempt === 0 || trialMs === 0) this.#begin();
      else this.#timer = setTimeout(() => this.#begin(), trialMs);
    } catch (error) {
      this.#options.onDown(error instanceof Error ? error.message : String(error));
      this.#retry();
    }
  }

  #begin(): void {
    this.#up = true;
    this.#timer = setTimeout(() => {
      this.#attempt = 0;
    }, STEADY_MS);
    this.#options.onUp();
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#port = undefined;
    this.#up = false;
  }

  #handlers(generation: number): PortHandlers {
    return {
      onBytes: (bytes) => {
        if (this.#up) this.#options.onBytes(bytes);
      },
      onLost: (reason) => {
        if (generation !== this.#generation) return;
        this.#generation += 1;
        this.#forget();
        this.#options.onDown(reason);
        this.#retry();
      },
    };
  }

  #retry(): void {
    if (this.#stopped) return;
    const { open, random } = this.#options;
    const wait = retryDelay(this.#attempt, FIRST_RETRY_MS, open.longestRetryMs ?? LONGEST_RETRY_MS, random);
    this.#attempt += 1;
    this.#timer = setTimeout(() => this.start(), wait);
  }
}
