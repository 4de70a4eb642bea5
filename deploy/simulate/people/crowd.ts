import type { Intention } from '../../../firmware-sim/src/crowd/intention.ts';
import { LaneQueue } from '../../../firmware-sim/src/crowd/lane-queue.ts';
import { Visit, type VisitEnd, type VisitParts } from '../../../firmware-sim/src/crowd/visit.ts';
import type { Direction } from '../../../firmware-sim/src/lane/index.ts';
import type { Random } from '../../../firmware-sim/src/random/index.ts';
import type { Person } from '../../../firmware-sim/src/school/population.ts';
import type { SimLane, Site } from '../../../firmware-sim/src/site/index.ts';
import type { Clock } from '../../../firmware-sim/src/time/index.ts';
import type { StrictRules } from '../world/strict-rules.ts';
import type { Truth } from './truth.ts';

export interface CrowdParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly site: Site;
  readonly truth: Truth;
  readonly people: readonly Person[];
  readonly lengthMs: number;
  readonly habits: Habits;
  readonly strict?: Pick<StrictRules, 'borrowed' | 'restless'>;
  /** Somebody was refused, or has no card, and goes to the guard. */
  readonly askGuard: (person: Person, direction: Direction, lane: string) => void;
}

/** How often, 0 to 1, somebody does not simply tap and walk. */
export interface Habits {
  readonly tailgate: number;
  readonly force: number;
  /** Has left the card at home. */
  readonly forgotten: number;
}

/** Pupils who come, some of whom leave again, each with habits of the moment. */
export class Crowd {
  readonly #parts: CrowdParts;
  readonly #queues = new Map<string, Record<Direction, LaneQueue>>();
  readonly #visits = new Map<string, Visit>();
  readonly #refused = new Map<string, number>();
  #evacuating = false;

  constructor(parts: CrowdParts) {
    this.#parts = parts;
    const { clock, random, site } = parts;
    for (const lane of site.lanes.all) {
      const queue = () => new LaneQueue(clock, random);
      this.#queues.set(lane.id, { in: queue(), out: queue() });
    }
    site.listen((event) => {
      if (event.kind === 'walk-began') this.#visits.get(event.person)?.began();
      if (event.kind === 'walk-ended') this.#visits.get(event.person)?.ended(event.outcome);
    });
    for (const person of parts.people) this.#planDay(person);
  }

  get busy(): boolean {
    return this.#visits.size > 0;
  }

  #planDay(person: Person): void {
    const { random, lengthMs } = this.#parts;
    const arrives = random.int(500, Math.floor(lengthMs * 0.6));
    this.#later(arrives, () => this.#go(person, 'in'));
    if (random.chance(0.25)) this.#later(arrives + random.int(8_000, 30_000), () => this.#go(person, 'out'));
    if (random.chance(this.#parts.strict?.restless ?? 0)) this.#planTrips(person, arrives);
  }

  #planTrips(person: Person, arrives: number): void {
    const { random } = this.#parts;
    let at = arrives;
    for (const direction of ['out', 'in', 'out', 'in', 'out'] as const) {
      at += random.int(4_000, 9_000);
      this.#later(at, () => this.#go(person, direction));
    }
  }

  /** Sends somebody through a lane who need not tap: the guard has promised a release, or there is fire. */
  walk(person: Person, direction: Direction, lane: string): void {
    if (this.#visits.has(person.id)) return;
    this.#begin(
      person,
      direction,
      { cards: [], doubleTap: false, plan: 'through', lingerMs: 0, atDesk: false },
      lane,
    );
  }

  /** Everybody inside walks out, one after the other. */
  evacuate(on: boolean): void {
    this.#evacuating = on;
    if (!on) return;
    const { random, truth, people, site } = this.#parts;
    for (const person of people.filter(({ id }) => truth.isInside(id))) {
      const lane = random.pick(site.lanes.all).id;
      this.#later(random.int(200, 6_000), () => {
        if (truth.isInside(person.id)) this.walk(person, 'out', lane);
      });
      this.#later(random.int(15_000, 25_000), () => this.#go(person, 'in'));
    }
  }

  #later(ms: number, action: () => void): void {
    const { clock } = this.#parts;
    clock.at(clock.now() + ms, action);
  }

  #go(person: Person, direction: Direction): void {
    const { clock, truth, lengthMs, random, site } = this.#parts;
    const where = truth.isInside(person.id) ? 'out' : 'in';
    if (where !== direction || this.#visits.has(person.id) || clock.now() > lengthMs - 8_000) return;
    if (this.#evacuating && direction === 'in') this.#later(5_000, () => this.#go(person, direction));
    else {
      const intention = this.#intend(person);
      const lane = random.pick(site.lanes.all).id;
      if (intention.atDesk) this.#parts.askGuard(person, direction, lane);
      else this.#begin(person, direction, intention, lane);
    }
  }

  #intend({ cards }: Person): Intention {
    const { random, habits, people, strict } = this.#parts;
    const own = cards.length > 1 ? random.pick(cards).uid : cards[0]!.uid;
    const uid = random.chance(strict?.borrowed ?? 0) ? random.pick(people).cards[0]!.uid : own;
    const once = { doubleTap: false, lingerMs: 0, atDesk: false };
    if (random.chance(habits.tailgate)) return { ...once, cards: [], plan: 'tailgate' };
    if (random.chance(habits.force)) return { ...once, cards: [], plan: 'force' };
    if (habits.forgotten > 0 && random.chance(habits.forgotten)) {
      return { ...once, cards: [], plan: 'through', atDesk: true };
    }
    const doubleTap = random.chance(0.1);
    const walk = random.chance(0.08)
      ? ({ plan: 'turn-back', lingerMs: 0 } as const)
      : random.chance(0.06)
        ? ({ plan: 'linger', lingerMs: random.int(1_000, 12_000) } as const)
        : ({ plan: 'through', lingerMs: 0 } as const);
    return { ...once, ...walk, cards: [uid, own], doubleTap };
  }

  #begin(person: Person, direction: Direction, intention: Intention, lane: string): void {
    const { clock, random, site } = this.#parts;
    const queue = this.#queues.get(lane)![direction];
    const simLane = atLane(site.lanes.get(lane));
    const onEnd = (_visit: Visit, end: VisitEnd) => this.#ended(person, direction, lane, end);
    this.#visits.set(
      person.id,
      new Visit(person, direction, intention, { clock, random, lane: simLane, queue, onEnd }),
    );
  }

  #ended(person: Person, direction: Direction, lane: string, end: VisitEnd): void {
    this.#visits.delete(person.id);
    if (end === 'passed') return;
    const times = (this.#refused.get(person.id) ?? 0) + 1;
    this.#refused.set(person.id, times);
    if (end === 'refused' && times >= 2) this.#parts.askGuard(person, direction, lane);
    else if (times < 5) this.#later(this.#parts.random.int(1_000, 6_000), () => this.#go(person, direction));
  }
}

const PRESS_MS = 300;

/** Where a lane has a button in the place of a reader, whoever would hold a card to it presses the button. */
function atLane(lane: SimLane): VisitParts['lane'] {
  const tap: SimLane['tap'] = (direction, person, card) =>
    lane.config[direction]?.reader === undefined
      ? lane.pressButton(PRESS_MS)
      : lane.tap(direction, person, card);
  return { id: lane.id, tap, approach: (walker) => lane.approach(walker) };
}
