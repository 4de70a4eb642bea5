import { setTimeout as sleep } from 'node:timers/promises';
import type { LineHooks, LineRunner } from '../gate/line-runner.ts';
import type { LineEvent } from '../line/contract.ts';
import type { ReadGpio } from './read-gpio.ts';

/** A fire contact on a pin is seen after this at the latest. */
const EVERY_MS = 200;
/** Reported without a change, too: what was missed is made good. */
const REPORT_MS = 1000;
/** Looks that may fail before the device counts as lost; a fault alarm follows within 10 s (I2). */
const MOST_FAILURES = 5;
const ADDRESS = 0;

/** The gateway's own contacts as a line with one device. */
export class GpioRunner implements LineRunner {
  readonly #read: ReadGpio;
  readonly #hooks: Pick<LineHooks, 'emit'>;
  readonly #now: () => number;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #online = false;
  #failures = 0;
  #heardAt = 0;
  #reportedAt = Number.NEGATIVE_INFINITY;
  #states = '';

  /** @param now monotonic ms of this boot */
  constructor(read: ReadGpio, hooks: Pick<LineHooks, 'emit'>, now: () => number) {
    this.#read = read;
    this.#hooks = hooks;
    this.#now = now;
  }

  start(): void {
    this.#running = this.#loop();
  }

  /** It has no outputs. */
  touch(): void {}

  /** There is no bus whose devices could be listed. */
  status(): undefined {
    return undefined;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #loop(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#look();
      await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    try {
      const active = await this.#read();
      this.#heard(active);
    } catch (error) {
      this.#failed((error as Error).message);
    }
  }

  #heard(active: readonly boolean[]): void {
    const at = this.#now();
    const blindMs = this.#online ? at - this.#heardAt : 0;
    this.#failures = 0;
    this.#heardAt = at;
    if (!this.#online) {
      this.#online = true;
      this.#emit({ kind: 'online', address: ADDRESS, at, secure: true });
    }
    const states = active.map((on) => (on ? 'active' : 'inactive'));
    if (states.join() === this.#states && at - this.#reportedAt < REPORT_MS) return;
    this.#states = states.join();
    this.#reportedAt = at;
    this.#emit({ kind: 'inputs', address: ADDRESS, at, states, trusted: true, blindMs });
  }

  #failed(reason: string): void {
    this.#failures += 1;
    if (!this.#online || this.#failures < MOST_FAILURES) return;
    this.#online = false;
    this.#states = '';
    this.#emit({ kind: 'offline', address: ADDRESS, at: this.#now(), reason, heardAt: this.#heardAt });
  }

  #emit(event: LineEvent): void {
    if (!this.#stopping.signal.aborted) this.#hooks.emit(event);
  }
}
