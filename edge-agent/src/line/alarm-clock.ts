/** Below the grain of timers; the event loop is turned round instead until the moment has come. */
const GRAIN_MS = 1;

/**
 * Rings at or soon after a moment that is set anew after every exchange. The moment moves on with each, so a timer that
 * is due earlier is left alone: setting one per exchange would cost more than the rare ring too many.
 */
export class AlarmClock {
  readonly #ring: () => void;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #immediate: NodeJS.Immediate | undefined;

  /** `now`: monotonic ms. */
  constructor(ring: () => void, now: () => number) {
    this.#ring = ring;
    this.#now = now;
  }

  /** `at`: monotonic ms; infinite for never. */
  set(at: number): void {
    clearImmediate(this.#immediate);
    this.#immediate = undefined;
    if (at === Number.POSITIVE_INFINITY) return;
    const wait = at - this.#now();
    if (wait < GRAIN_MS) this.#soon();
    else if (this.#timerAt > at) this.#arm(at, wait);
  }

  stop(): void {
    clearImmediate(this.#immediate);
    clearTimeout(this.#timer);
    this.#timerAt = Number.POSITIVE_INFINITY;
  }

  #arm(at: number, wait: number): void {
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(() => {
      this.#timerAt = Number.POSITIVE_INFINITY;
      // After a stall of the process timers come first; bytes that arrived in time are to be read before time is up.
      if (this.#immediate === undefined) this.#soon();
    }, Math.floor(wait));
  }

  #soon(): void {
    this.#immediate = setImmediate(() => {
      this.#immediate = undefined;
      this.#ring();
    });
  }
}
