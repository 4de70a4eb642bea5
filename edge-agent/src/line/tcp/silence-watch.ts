/** A line polls without pause, so this much asking without one answered byte means that nobody is there. */
const UNANSWERED_MS = 15_000;

/**
 * Tells when a connection has taken bytes for a while and given none: the other host is gone without a word, and the
 * kernel would go on retransmitting for a quarter of an hour.
 */
export class SilenceWatch {
  readonly #now: () => number;
  #askedAt: number | undefined;

  /** `now`: monotonic ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  asked(): void {
    this.#askedAt ??= this.#now();
  }

  answered(): void {
    this.#askedAt = undefined;
  }

  get isOver(): boolean {
    return this.#askedAt !== undefined && this.#now() - this.#askedAt > UNANSWERED_MS;
  }
}
