import type { Direction, Walker, WalkOutcome } from '../lane/index.ts';
import type { Random } from '../random/index.ts';
import type { Person } from '../school/population.ts';
import type { SimLane } from '../site/index.ts';
import type { Clock } from '../time/index.ts';
import type { Intention } from './intention.ts';
import type { LaneQueue, Queuer } from './lane-queue.ts';

/** How a visit ended: through, back for a while, or refused and sent to the guard. */
export type VisitEnd = 'passed' | 'turned-back' | 'refused';

export interface VisitParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly lane: Pick<SimLane, 'id' | 'tap' | 'approach'>;
  readonly queue: LaneQueue;
  readonly onEnd: (visit: Visit, end: VisitEnd) => void;
}

/** So long somebody looks at a locked barrier after a tap, ms. */
const PATIENCE_MS = 2500;
/** Whoever has been promised a release (by the guard, by a fire) waits for it, ms. */
const RELEASE_PATIENCE_MS = 60_000;
const DOUBLE_TAP_MS = [250, 700] as const;

/** One person's way through one lane: queue, tap, wait, walk. */
export class Visit implements Queuer {
  readonly person: Person;
  readonly direction: Direction;
  readonly intention: Intention;
  readonly #parts: VisitParts;
  #cards: readonly string[];

  constructor(person: Person, direction: Direction, intention: Intention, parts: VisitParts) {
    this.person = person;
    this.direction = direction;
    this.intention = intention;
    this.#parts = parts;
    this.#cards = intention.cards;
    parts.queue.join(this);
  }

  get lane(): string {
    return this.#parts.lane.id;
  }

  front(): void {
    const { cards, plan } = this.intention;
    if (cards.length > 0) this.#tapNext();
    else this.#walk(plan === 'tailgate' ? PATIENCE_MS : RELEASE_PATIENCE_MS);
  }

  /** The person has set foot into the passage: the queue moves up. */
  began(): void {
    this.#parts.queue.leave(this);
  }

  ended(outcome: WalkOutcome): void {
    if (outcome === 'gave-up' && this.#cards.length > 0) this.#tapNext();
    else this.#finish(outcome === 'gave-up' ? 'refused' : outcome);
  }

  #tapNext(): void {
    const [card, ...rest] = this.#cards;
    this.#cards = rest;
    if (card === undefined) return;
    const { lane } = this.#parts;
    lane.tap(this.direction, this.person.id, card);
    if (this.intention.doubleTap) this.#tapAgain(card);
    this.#walk(PATIENCE_MS);
  }

  #tapAgain(card: string): void {
    const { clock, random, lane } = this.#parts;
    const at = clock.now() + random.int(...DOUBLE_TAP_MS);
    clock.at(at, () => lane.tap(this.direction, this.person.id, card));
  }

  #walk(patienceMs: number): void {
    const { random, lane } = this.#parts;
    const walker: Walker = {
      id: this.person.id,
      direction: this.direction,
      plan: this.intention.plan,
      reactionMs: random.int(150, 450),
      pace: Math.min(1.8, Math.max(0.7, random.normal(1, 0.18))),
      patienceMs,
      lingerMs: this.intention.lingerMs,
    };
    lane.approach(walker);
  }

  #finish(end: VisitEnd): void {
    this.#parts.queue.leave(this);
    this.#parts.onEnd(this, end);
  }
}
