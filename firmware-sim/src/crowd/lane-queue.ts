import type { Random } from '../random/index.ts';
import type { Clock } from '../time/index.ts';

/** Somebody in a queue. */
export interface Queuer {
  /** It is this one's turn to step up to the reader. */
  front(): void;
}

/** The next steps up when the one before has walked on: between these times after it, ms. */
const STEP_UP_MS = [300, 900] as const;

/** People in front of one side of one lane. */
export class LaneQueue {
  readonly #clock: Clock;
  readonly #random: Random;
  #line: Queuer[] = [];

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  get length(): number {
    return this.#line.length;
  }

  join(queuer: Queuer): void {
    this.#line.push(queuer);
    if (this.#line.length === 1) this.#callFirst();
  }

  leave(queuer: Queuer): void {
    const wasFirst = this.#line[0] === queuer;
    this.#line = this.#line.filter((other) => other !== queuer);
    if (wasFirst) this.#callFirst();
  }

  clear(): void {
    this.#line = [];
  }

  #callFirst(): void {
    const first = this.#line[0];
    if (first === undefined) return;
    const at = this.#clock.now() + this.#random.int(...STEP_UP_MS);
    this.#clock.at(at, () => {
      if (this.#line[0] === first) first.front();
    });
  }
}
