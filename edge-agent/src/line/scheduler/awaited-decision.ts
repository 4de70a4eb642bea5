import type { Device } from './device.ts';

/** No decision is waited for longer than this; the gate opens at the latest then, with its event still in memory. */
export const LONGEST_DECISION_MS = 50;

/** A card was read, and what the gate makes of it is not known yet. */
export class AwaitedDecision {
  #device: Device | undefined;
  #freeUntil = 0;
  #until = 0;

  /** @param exchangeMs the line stays free for the release no longer than the exchange that it would else wait for */
  begin(device: Device, now: number, exchangeMs: number): void {
    this.#device = device;
    this.#freeUntil = now + Math.min(LONGEST_DECISION_MS, exchangeMs);
    this.#until = now + LONGEST_DECISION_MS;
  }

  end(): void {
    this.#device = undefined;
  }

  forget(device: Device): void {
    if (this.#device === device) this.end();
  }

  /** The release has gone out; lamp and sound may follow it. */
  released(device: Device): void {
    if (this.#device !== device) return;
    this.#freeUntil = 0;
    this.#until = 0;
  }

  /** The line goes on: a decision that comes much later waits for its turn. */
  passed(now: number): void {
    if (!this.isPending(now)) this.end();
  }

  /** The device whose card it is, until it was told. */
  get device(): Device | undefined {
    return this.#device;
  }

  /** Nothing is sent before this moment, lest the release wait for it; undefined: the line need not stay free. */
  freeUntil(now: number): number | undefined {
    return this.#device !== undefined && now < this.#freeUntil ? this.#freeUntil : undefined;
  }

  /** Nothing longer than a POLL is begun: the release would have to wait for it. */
  isPending(now: number): boolean {
    return this.#device !== undefined && now < this.#until;
  }
}
