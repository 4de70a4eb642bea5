const WINDOW_MS = 10_000;
/** A PD may restart, or lose its session, this often before it has to wait. */
const FREE_RESTARTS = 3;
const MANY_RESTARTS = 8;

/**
 * How often the link to one PD was started anew of late. One that never comes to terms (two devices at one address, a
 * wrong sequence number each time) must not take the line from the others.
 */
export class Restarts {
  #times: number[] = [];

  /** Counts one; gives the ms to wait before the next attempt. */
  count(now: number): number {
    this.#times = this.#times.filter((time) => time > now - WINDOW_MS);
    this.#times.push(now);
    if (this.#times.length <= FREE_RESTARTS) return 0;
    return this.#times.length <= MANY_RESTARTS ? 1000 : 5000;
  }
}
