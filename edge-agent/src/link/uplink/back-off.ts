/** Waiting times between attempts to connect: doubling from `first` to `most`, each drawn at random below its bound. */
export class BackOff {
  readonly #first: number;
  readonly #most: number;
  readonly #random: () => number;
  #bound: number;

  /** Milliseconds. `random` gives 0 (inclusive) to 1. */
  constructor(first: number, most: number, random: () => number) {
    this.#first = first;
    this.#most = most;
    this.#random = random;
    this.#bound = first;
  }

  /** The next waiting time. A thousand gateways that lost their cloud together must not return together. */
  next(): number {
    const bound = this.#bound;
    this.#bound = Math.min(this.#most, bound * 2);
    return Math.round(bound * this.#random());
  }

  /** After a connection that served. */
  reset(): void {
    this.#bound = this.#first;
  }
}
