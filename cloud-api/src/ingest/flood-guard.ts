export interface FloodLimits {
  /** Messages a second that a gateway may send for long. */
  readonly perSecond: number;
  /** Messages that it may send at once. */
  readonly burst: number;
}

/** A backlog on a fast line brings a few hundred batches a second; everything else is a few messages a minute. */
export const FLOOD_LIMITS: Readonly<Record<'journal' | 'other', FloodLimits>> = {
  journal: { perSecond: 500, burst: 1_000 },
  other: { perSecond: 5, burst: 100 },
};

interface Bucket {
  left: number;
  at: number;
}

/** Counts messages of each gateway against its limits, before anything is done with them: a token bucket each. */
export class FloodGuard {
  readonly #limits: FloodLimits;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limits: FloodLimits) {
    this.#limits = limits;
  }

  /** @param now monotonic milliseconds */
  admits(gateway: string, now: number): boolean {
    const { perSecond, burst } = this.#limits;
    const bucket = this.#buckets.get(gateway);
    if (bucket === undefined) {
      this.#buckets.set(gateway, { left: burst - 1, at: now });
      return true;
    }
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1_000) * perSecond);
    bucket.at = now;
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  }
}
