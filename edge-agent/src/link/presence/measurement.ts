import type { ClockMeasurement, Welcome } from '@vratar/protocol/delivery';
import type { MachineClock } from '../../clock/machine-clock.ts';

/** A round trip that took longer says too little about the clock. */
const LONGEST_MS = 10_000;

/** Compares the gateway's clock with the cloud's by each hello and its welcome; neither is trusted over the other. */
export class Measurement {
  readonly #clock: MachineClock;
  #asked: { readonly deviceAt: number; readonly mono: number } | undefined;
  #last: ClockMeasurement | undefined;

  constructor(clock: MachineClock) {
    this.#clock = clock;
  }

  asked(): void {
    this.#asked = { deviceAt: this.#clock.utc(), mono: this.#clock.mono() };
  }

  welcomed(welcome: Welcome): void {
    const asked = this.#asked;
    this.#asked = undefined;
    if (asked === undefined) return;
    const roundTripMs = Math.round(this.#clock.mono() - asked.mono);
    if (roundTripMs > LONGEST_MS) return;
    const half = roundTripMs / 2;
    const mono = Math.round(asked.mono + half);
    const deviceAt = Math.round(asked.deviceAt + half);
    this.#last = { boot: this.#clock.boot, mono, deviceAt, cloudAt: welcome.at, roundTripMs };
  }

  /** The last one, until it has been reported. */
  take(): ClockMeasurement | undefined {
    const last = this.#last;
    this.#last = undefined;
    return last;
  }
}
