/** A jump of the wall clock against the monotonic one, in ms; positive: forwards. */
export interface ClockStep {
  readonly ms: number;
}

/** Slewing moves a clock by at most 0.5 ms a second; a larger difference between two looks is a step. */
const STEP_MS = 500;

/** Finds steps of the wall clock. */
export class StepWatch {
  #offset: number;

  /** @param offset wall clock minus monotonic clock, ms, as last known in this boot */
  constructor(offset: number) {
    this.#offset = offset;
  }

  /** Looks at both clocks. Small drift is followed, so that it never adds up to a step. */
  look(utc: number, mono: number): ClockStep | undefined {
    const offset = utc - mono;
    const ms = Math.round(offset - this.#offset);
    this.#offset = offset;
    return Math.abs(ms) >= STEP_MS ? { ms } : undefined;
  }
}
