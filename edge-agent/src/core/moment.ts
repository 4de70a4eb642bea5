import type { ClockState } from '@vratar/protocol/messages';

/** One instant by both clocks. */
export interface Moment {
  /** Monotonic milliseconds of this boot, as in `LineEvent.at`. */
  readonly mono: number;
  /** Device UTC, milliseconds since 1970. */
  readonly utc: number;
  readonly clock: ClockState;
}

/** The moment at an earlier (or later) monotonic time, with no step of the clock in between. */
export function momentAt(now: Moment, mono: number): Moment {
  return { mono, utc: now.utc + (mono - now.mono), clock: now.clock };
}
