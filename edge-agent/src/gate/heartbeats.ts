import type { Moment } from '../core/index.ts';
import { localDate } from './local-date.ts';
import type { Runtime } from './runtime.ts';

const ALIVE_MS = 60_000;

/**
 * `alive` each minute, and `day_close` when the site's local date has changed: they make silence and loss visible. The
 * writer itself adds the day's count and head.
 */
export class Heartbeats {
  readonly #runtime: Runtime;
  readonly #now: () => Moment;
  readonly #timezone: string;
  readonly #eachMinute: () => void;
  #date: string;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param date local date of the newest event of an earlier run, so that a day that ended while the gate was down is
   *   closed at the start
   * @param eachMinute what else is to be done as often
   */
  constructor(options: {
    runtime: Runtime;
    now: () => Moment;
    timezone: string;
    date: string | undefined;
    eachMinute: () => void;
  }) {
    this.#runtime = options.runtime;
    this.#now = options.now;
    this.#timezone = options.timezone;
    this.#eachMinute = options.eachMinute;
    this.#date = options.date ?? localDate(options.now().utc, options.timezone);
  }

  start(): void {
    this.#closeDay();
    this.#timer = setInterval(() => this.#beat(), ALIVE_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    this.#closeDay();
    this.#runtime.run((core, now) => core.record({ kind: 'alive' }, now));
    this.#eachMinute();
  }

  #closeDay(): void {
    const today = localDate(this.#now().utc, this.#timezone);
    if (today === this.#date) return;
    const date = this.#date;
    this.#date = today;
    this.#runtime.run((core, now) => core.record({ kind: 'day_close', data: { date } }, now));
  }
}
