import { PATIENCE_MS } from './dirty.ts';
import type { WholeDay } from './sort-events.ts';

/** Days to remember; more than the schools of a country have at once. */
const MOST = 10_000;

/**
 * Days that have just begun, each let through once in a while: in the morning every group of events finds the same ones
 * begun until the job has come. A note that is lost with its transaction is made again by a later group, or by the
 * clock.
 */
export class BegunDays {
  readonly #noted = new Map<string, number>();

  /** @param now milliseconds since 1970 */
  fresh(days: readonly WholeDay[], now: number): WholeDay[] {
    return days.filter(({ school, from }) => {
      const key = `${school}/${from}`;
      if (now - (this.#noted.get(key) ?? Number.NEGATIVE_INFINITY) < PATIENCE_MS) return false;
      if (this.#noted.size >= MOST) this.#noted.clear();
      this.#noted.set(key, now);
      return true;
    });
  }
}
