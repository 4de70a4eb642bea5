import type { Clock } from '../time/index.ts';

/** A time of day that runs faster or slower than the clock under it, and can be held. */
export class VirtualTime {
  readonly #clock: Clock;
  #anchorReal: number;
  #anchorVirtual: number;
  #speed = 0;

  constructor(clock: Clock, startMs: number) {
    this.#clock = clock;
    this.#anchorReal = clock.now();
    this.#anchorVirtual = startMs;
  }

  now(): number {
    return this.#anchorVirtual + (this.#clock.now() - this.#anchorReal) * this.#speed;
  }

  get speed(): number {
    return this.#speed;
  }

  /** 0 holds it. */
  setSpeed(speed: number): void {
    this.set(this.now(), speed);
  }

  set(virtualMs: number, speed: number): void {
    this.#anchorVirtual = virtualMs;
    this.#anchorReal = this.#clock.now();
    this.#speed = speed;
  }

  /** When the clock under it will show this moment; undefined while it is held. */
  realTimeOf(virtualMs: number): number | undefined {
    if (this.#speed === 0) return undefined;
    return this.#anchorReal + (virtualMs - this.#anchorVirtual) / this.#speed;
  }
}
