import type { Moment } from '../moment.ts';
import type { StateRow } from '../state-rows.ts';
import type { GateParts } from './parts.ts';

const AREA = 'passback_reset';

/** Forgets everybody's place once a night, also when the gate slept through the hour. */
export class ResetClock {
  readonly #parts: GateParts;
  /** UTC ms of the last reset that was carried out. */
  #last: number;

  constructor(parts: GateParts, rows: readonly StateRow[], now: Moment) {
    this.#parts = parts;
    const row = rows.find(({ area }) => area === AREA);
    // A gate that was off on every night so far has places of another day, and has never reset them.
    this.#last = row === undefined ? (parts.presence.lastMove ?? now.utc) : Number(row.value);
  }

  tick(now: Moment): void {
    const { rules, recorder, presence } = this.#parts;
    if (!rules.timeTrusted(now)) return;
    const { resets } = rules.plan(now.utc);
    const reset = resets.findLast((at) => at <= now.utc);
    if (reset === undefined || (this.#last >= reset && !this.#ranAhead(resets, now))) return;
    this.#last = reset;
    recorder.keep([...presence.forgetAll(), { op: 'put', area: AREA, key: 'site', value: String(reset) }]);
  }

  /**
   * The last reset is of a later day than this: a clock that has been set back since carried it out, and no night until
   * that day would be one. A clock that is behind the list's own date is not believed in this, however it was set.
   */
  #ranAhead(resets: readonly number[], now: Moment): boolean {
    return this.#last > Math.max(...resets) && now.utc >= this.#parts.rules.policy.issuedAt;
  }
}
