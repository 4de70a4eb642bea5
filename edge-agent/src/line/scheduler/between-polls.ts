import { type AwaitedDecision, LONGEST_DECISION_MS } from './awaited-decision.ts';
import type { Feedback } from './feedback.ts';
import type { Outsiders } from './outsiders.ts';
import type { Pick } from './pick.ts';
import { PromisedReads } from './promised-reads.ts';
import type { Rotation } from './rotation.ts';
import type { Turns } from './turns.ts';

/** POLLs between two commands that nothing hangs on, while a card might become stale or a release is about to come. */
const POLLS_UNDER_PRESSURE = 6;
/** The same while a card is about to become stale, and then between two promised reads. */
const POLLS_WHILE_LATE = 10;
const POLLS_OF_A_LATE_READ = 2;
/** What a lamp command takes, in usual exchanges: none is begun behind which a promised read would be late. */
const LONG_EXCHANGES = 3;

export interface BetweenPollsParts {
  readonly rotation: Rotation;
  readonly turns: Turns;
  readonly outsiders: Outsiders;
  readonly decision: AwaitedDecision;
  readonly feedback: Feedback;
  /** How long an exchange takes on average. */
  readonly usualMs: () => number;
}

/**
 * The one command of another kind that may stand between two POLLs: promised reads, lamps and sounds, probes and
 * meetings. Each has its share whatever the others want, so that nothing waits without bound.
 */
export class BetweenPolls {
  readonly #parts: BetweenPollsParts;
  readonly #reads: PromisedReads;
  /** POLLs since the last command of another kind, the last that was no promised read, and the last that was one. */
  #polls = 1;
  #pollsSinceOther = 1;
  #pollsSinceRead = POLLS_OF_A_LATE_READ;
  #readLast = false;
  #outsideNext = false;

  constructor(parts: BetweenPollsParts) {
    this.#parts = parts;
    this.#reads = new PromisedReads(parts.rotation);
  }

  polled(): void {
    this.#polls += 1;
    this.#pollsSinceOther += 1;
    this.#pollsSinceRead += 1;
  }

  /** A command of another kind went out: a POLL is next. */
  interposed(): void {
    this.#polls = 0;
    this.#pollsSinceOther = 0;
    this.#readLast = false;
  }

  /** A promised read would be late behind a lamp. */
  isReadDue(now: number): boolean {
    const usual = this.#parts.usualMs();
    return this.#reads.isDue(now, usual * LONG_EXCHANGES, usual);
  }

  next(now: number): Pick | undefined {
    if (this.#polls === 0) return undefined;
    const { turns, decision } = this.#parts;
    const usual = this.#parts.usualMs();
    const late = turns.areLate(now);
    const awaited = decision.isPending(now);
    const pressed = late || awaited || turns.underPressure(now);
    const othersMay = this.#pollsSinceOther >= (late ? POLLS_WHILE_LATE : pressed ? POLLS_UNDER_PRESSURE : 1);
    // After a promised read the others have their chance, however many such reads are due.
    const first = othersMay && this.#readLast ? this.#other(now, pressed) : undefined;
    if (first !== undefined) return first;
    if (!late || this.#pollsSinceRead >= POLLS_OF_A_LATE_READ) {
      // A promised read waits this much longer for a release that is about to come.
      const read = this.#reads.next(now, awaited ? -LONGEST_DECISION_MS : this.#aheadMs(now), usual);
      if (read !== undefined) {
        this.#polls = 0;
        this.#pollsSinceRead = 0;
        this.#readLast = true;
        return read;
      }
    }
    return othersMay && !this.isReadDue(now) ? this.#other(now, pressed) : undefined;
  }

  /** There is nobody to poll: nobody is kept from a turn, and whoever comes first has no POLL before its next command. */
  instead(now: number): Pick | undefined {
    const usual = this.#parts.usualMs();
    return this.#reads.next(now, this.#aheadMs(now), usual) ?? this.#choose(now, true);
  }

  /** What may come before the next chance of a promised read: a POLL, and a try that nobody answers. */
  #aheadMs(now: number): number {
    return this.#parts.outsiders.longestTryMs(now) + this.#parts.turns.longestMs;
  }

  #other(now: number, everyone: boolean): Pick | undefined {
    const pick = this.#choose(now, everyone);
    if (pick !== undefined) this.interposed();
    return pick;
  }

  #choose(now: number, everyone: boolean): Pick | undefined {
    const { feedback } = this.#parts;
    const outside = this.#outsideNext ? this.#outsider(now) : undefined;
    const lamp = outside === undefined ? feedback.next(now, everyone) : undefined;
    const pick = outside ?? lamp ?? this.#outsider(now);
    if (pick !== undefined) this.#outsideNext = lamp !== undefined;
    return pick;
  }

  /** A probe begins where nothing falls due that it would delay: no promised read, and no release. */
  #outsider(now: number): Pick | undefined {
    const { outsiders, decision, usualMs } = this.#parts;
    const hasPlace = (ms: number) =>
      !decision.isPending(now) && !this.#reads.isDue(now, ms + usualMs(), usualMs());
    return outsiders.next(now, hasPlace);
  }
}
