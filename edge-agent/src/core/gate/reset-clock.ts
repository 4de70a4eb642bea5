import type { Moment } from '../moment.ts';
import type { StateRow } from '../state-rows.ts';
import type { GateParts } from './parts.ts';

const AREA = 'passback_reset';

/** Forgets everybody's place once a night, also when the gate slept through the hour. */
export class ResetClock {
  readonly #parts: GateParts;
  /** UTC ms of the last reset that was carried out. */
  #last: number;
  /** UTC ms at which this run looked last. */
  #looked: number | undefined;

  constructor(parts: GateParts, rows: readonly StateRow[], now: Moment) {
    this.#parts = parts;
    const row = rows.find(({ area }) => area === AREA);
    // A gate that was off on every night so far has places of another day, and has never reset them.
    this.#last = row === undefined ? (parts.presence.lastMove ?? now.utc) : Number(row.value);
  }

  tick(now: Moment): void {
    const { rules, recorder, presence } = this.#parts;
    if (!rules.timeTrusted(now)) return;
    const looked = this.#looked;
    this.#looked = now.utc;
    const { resets, end } = rules.plan(now.utc);
    const reset = resets.findLast((at) => at <= now.utc);
    const ranAhead = this.#ranAhead(end, now);
    if (reset === undefined || (this.#last >= reset && !ranAhead)) return;
    this.#last = reset;
    // New rules have moved the hour behind this run, which has already looked there: no night lies between.
    const isMoved = looked !== undefined && looked >= reset && !ranAhead;
    const forgotten = isMoved ? [] : presence.forgetAll();
    recorder.keep([...forgotten, { op: 'put', area: AREA, key: 'site', value: String(reset) }]);
  }

  /**
   * The last reset is of a later day than this (and not of a later hour, which the rules may have moved): a clock that has been set back since carried it out, and no night until
   * that day would be one. A clock that is behind the list's own date is not believed in this, however it was set.
   */
  #ranAhead(end: number, now: Moment): boolean {
    return this.#last >= end && now.utc >= this.#parts.rules.policy.issuedAt;
  }
}
