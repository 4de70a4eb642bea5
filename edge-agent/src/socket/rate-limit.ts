/** Token bucket: `perSecond` on average, `burst` at once. Asks later come later; nothing is refused. */
export class RateLimit {
  readonly #perMs: number;
  readonly #burst: number;
  readonly #now: () => number;
  #level: number;
  #at: number;

  /** @param now monotonic ms */
  constructor(perSecond: number, burst: number, now: () => number) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
    this.#now = now;
    this.#level = burst;
    this.#at = now();
  }

  /** Takes one. @returns ms to wait before using it */
  take(): number {
    const now = this.#now();
    this.#level = Math.min(this.#burst, this.#level + (now - this.#at) * this.#perMs) - 1;
    this.#at = now;
    return this.#level >= 0 ? 0 : -this.#level / this.#perMs;
  }

  /** One that was taken is not used after all. */
  giveBack(): void {
    this.#level += 1;
  }
}
