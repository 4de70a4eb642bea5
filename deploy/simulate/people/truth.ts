import type { Direction, WalkOutcome } from '../../../firmware-sim/src/lane/index.ts';
import type { SiteEvent } from '../../../firmware-sim/src/site/index.ts';

/** One body in one lane. Clock ms. */
export interface Crossing {
  readonly person: string;
  readonly lane: string;
  readonly direction: Direction;
  readonly beganAt: number;
  endedAt: number;
  outcome: WalkOutcome | undefined;
  /**
   * Another body was in the lane at the same time, or nearly: beams that are polled need not tell the two apart, and a
   * leaf that has not fallen shut tells nothing of the second.
   */
  shared: boolean;
  /** Those bodies. */
  readonly others: Crossing[];
}

/** Two polls of a slow line. */
const CLOSE_MS = 600;

export interface TrueTap {
  readonly person: string;
  readonly card: string;
  readonly lane: string;
  readonly direction: Direction;
  readonly at: number;
  /** The reader took it. */
  readonly read: boolean;
}

/** What truly happened, as only the simulation can know it. */
export class Truth {
  readonly crossings: Crossing[] = [];
  readonly taps: TrueTap[] = [];
  readonly #inside = new Set<string>();
  readonly #closeMs: (lane: string) => number;

  /** @param closeMs how long a lane stands open behind a body */
  constructor(closeMs: (lane: string) => number) {
    this.#closeMs = closeMs;
  }

  readonly observe = (event: SiteEvent): void => {
    if (event.kind === 'tap') {
      const { person, card, lane, direction, read, atMs } = event;
      this.taps.push({ person, card, lane, direction, read, at: atMs });
    }
    if (event.kind === 'walk-began') this.#began(event);
    if (event.kind === 'walk-ended') this.#ended(event);
  };

  isInside(person: string): boolean {
    return this.#inside.has(person);
  }

  get inside(): readonly string[] {
    return [...this.#inside];
  }

  #began({ person, lane, direction, atMs }: Extract<SiteEvent, { kind: 'walk-began' }>): void {
    const close = CLOSE_MS + this.#closeMs(lane);
    const together = this.crossings.filter(
      (other) => other.lane === lane && (other.outcome === undefined || atMs - other.endedAt < close),
    );
    const crossing: Crossing = {
      person,
      lane,
      direction,
      beganAt: atMs,
      endedAt: atMs,
      outcome: undefined,
      shared: together.length > 0,
      others: together,
    };
    for (const other of together) {
      other.shared = true;
      other.others.push(crossing);
    }
    this.crossings.push(crossing);
  }

  #ended({ person, outcome, direction, atMs }: Extract<SiteEvent, { kind: 'walk-ended' }>): void {
    const crossing = this.crossings.findLast(
      (other) => other.person === person && other.outcome === undefined,
    );
    if (crossing === undefined) return;
    crossing.endedAt = atMs;
    crossing.outcome = outcome;
    if (outcome !== 'passed') return;
    if (direction === 'in') this.#inside.add(person);
    else this.#inside.delete(person);
  }
}
