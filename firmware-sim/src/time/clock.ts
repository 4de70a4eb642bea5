/** Something that will happen unless it is cancelled. */
export interface Timer {
  cancel(): void;
}

/**
 * The simulator's only source of time. Every model takes one, so that the same models run in real time and, step by
 * step, under a fake clock.
 */
export interface Clock {
  /** Monotonic milliseconds, with fractions. */
  now(): number;
  /** Runs `action` once at `atMs` or as soon after it as possible, never before, never inside this call. */
  at(atMs: number, action: () => void): Timer;
}
