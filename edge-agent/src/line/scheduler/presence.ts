import { Slowest } from './slowest.ts';
import { OFFLINE_AFTER_MS, REPLY_DELAY_MS } from './timing.ts';

/** Tries at the normal rate before a PD counts as silent. */
const NORMAL_TRIES = 3;
/** Tries with the same bytes, before the link is started anew: a short break keeps the session. */
const SAME_BYTES_TRIES = 4;
/** Damaged answers in a row after which the link is started anew; on a noisy line three of them are chance. */
const DAMAGED_TRIES = 12;
const SLOW_EVERY_MS = 1000;
const SILENT_EVERY_MS = 5000;
/** Under a fire latch nobody may wait for a release longer than this. */
const FIRE_EVERY_MS = 500;
/** One probe in this many waits for as long as the standard lets a PD think, for the sake of slow ones. */
const PATIENT_PROBE_EVERY = 60;
const FIRST_PATIENT_PROBE = 2;
/** For a PD whose turnaround nobody knows. */
export const SHORT_PROBE_MS = 30;
/** For one whose release waits for its first answer: a late answer that meets the next try costs more than a dead reader. */
export const SOUGHT_PROBE_MS = 60;
/** For a known one, beyond its slowest answer. */
const MARGIN_MS = 3;

/**
 * How long a PD has been silent, and what follows: 3 tries at the normal rate, then one a second for 8 s, then one every
 * 5 s. Probes of a silent PD wait briefly, so that they cost the others little; where a fire input is silent and there are
 * no others, they go on once a second.
 */
export class Presence {
  #failures = 0;
  #damaged = 0;
  #probes = 0;
  #silentSince = 0;
  #lastFailureAt = 0;
  #nextTryAt = 0;
  readonly #slowest = new Slowest();
  #patient = false;
  #met = false;

  /** Consecutive tries that nothing came back from. */
  get failures(): number {
    return this.#failures;
  }

  /** Consecutive tries whose answer came damaged. */
  get damagedAnswers(): number {
    return this.#damaged;
  }

  get silent(): boolean {
    return this.#failures >= NORMAL_TRIES;
  }

  /** The link must be started anew: what was sent is given up. */
  get lost(): boolean {
    return this.#failures >= SAME_BYTES_TRIES || this.#damaged >= DAMAGED_TRIES;
  }

  /** Slowest turnaround of the last thousand answers or two, in ms; 0 before the first. */
  get slowestTurnaround(): number {
    return this.#slowest.ms;
  }

  /** Moment of the next try, which is in the past for a PD that answers. */
  nextTryAt(fire: boolean): number {
    if (!this.silent || !fire) return this.#nextTryAt;
    return Math.min(this.#nextTryAt, this.#lastFailureAt + FIRE_EVERY_MS);
  }

  /**
   * How long to wait for the first byte of a reply, beyond wire time.
   * @param latencyMs what the way to the wire may add; it is in the slowest answer of a known PD already
   */
  allowance(latencyMs: number): number {
    const regular = this.#probes % PATIENT_PROBE_EVERY === FIRST_PATIENT_PROBE;
    if (!this.silent || this.#patient || regular) return REPLY_DELAY_MS + latencyMs;
    return this.#met ? this.#slowest.ms + MARGIN_MS : SHORT_PROBE_MS + latencyMs;
  }

  /** It answered, and noise came in between: it is there, so it keeps its turns. */
  damaged(): void {
    this.#damaged += 1;
    this.#failures = 0;
    this.#nextTryAt = 0;
  }

  /** It answered its last try when nobody waited for it any more. */
  get slowerThanAwaited(): boolean {
    return this.#patient;
  }

  /** @param awaited an alarm may wait in it, and a probe costs nobody anything */
  timedOut(now: number, awaited: boolean): void {
    this.#failures += 1;
    this.#patient = false;
    this.#lastFailureAt = now;
    if (this.#failures === 1) this.#silentSince = now;
    if (!this.silent) return;
    this.#probes += 1;
    const slow = awaited || now - this.#silentSince < OFFLINE_AFTER_MS;
    this.#nextTryAt = now + (slow ? SLOW_EVERY_MS : SILENT_EVERY_MS);
  }

  answered(turnaroundMs: number): void {
    this.#failures = 0;
    this.#damaged = 0;
    this.#probes = 0;
    this.#patient = false;
    this.#nextTryAt = 0;
    this.#met = true;
    this.#slowest.add(Math.min(REPLY_DELAY_MS, turnaroundMs));
  }

  /** Something came from a PD whose last try was given up: it is there, and slower than that try waited. */
  heardLate(now: number): void {
    this.#patient = this.#failures > 0;
    if (this.silent) this.#nextTryAt = now;
  }

  /** Another PD of the line has come back: a mended cable brings back all that it took away. */
  neighbourBack(now: number): void {
    if (this.silent) this.#nextTryAt = Math.min(this.#nextTryAt, now);
  }

  /** The line itself was away: its devices are tried at once, and like new ones. */
  expected(): void {
    this.#failures = 0;
    this.#damaged = 0;
    this.#probes = 0;
    this.#nextTryAt = 0;
  }

  /** Tries no earlier than `at`: a PD that answers, but with nothing that can be worked with. */
  postpone(at: number): void {
    this.#nextTryAt = at;
  }
}
