import type { Direction } from '../lane/index.ts';
import type { Oracle } from '../oracle/index.ts';
import type { Random } from '../random/index.ts';
import type { Person } from '../school/population.ts';
import type { SimLane, Site, SiteEvent } from '../site/index.ts';
import type { Clock, Timer } from '../time/index.ts';
import type { CrowdConfig } from './config.ts';
import { type PlannedVisit, planDay, timeOfDay } from './day-plan.ts';
import { type Intention, intend, withoutTap } from './intention.ts';
import { LaneQueue } from './lane-queue.ts';
import { VirtualTime } from './virtual-time.ts';
import { Visit, type VisitEnd } from './visit.ts';

export interface CrowdParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly site: Site;
  readonly people: readonly Person[];
  readonly oracle: Oracle;
  readonly config: CrowdConfig;
}

export interface CrowdView {
  readonly running: boolean;
  /** The speed that it runs at, or will when it is started. */
  readonly speed: number;
  /** Milliseconds since midnight of the simulated day. */
  readonly timeOfDayMs: number;
  /** Visits of the day that are still to come. */
  readonly ahead: number;
  readonly queues: Readonly<Record<string, { readonly in: number; readonly out: number }>>;
  /** Ids of people who wait at the guard's desk: no card, or refused. */
  readonly atDesk: readonly string[];
}

const MINUTE = 60_000;
/** Whoever turned back, or fetched a card at home, comes again after so long (simulated time). */
const BACK_AGAIN_MS = [1 * MINUTE, 4 * MINUTE] as const;
const CARD_FETCHED_MS = [15 * MINUTE, 40 * MINUTE] as const;
/** In a fire people reach the lanes one after the other, ms (real time). */
const EVACUATION_MS = 60_000;

/** A school's people coming and going by themselves. */
export class Crowd {
  readonly #parts: CrowdParts;
  readonly #time: VirtualTime;
  readonly #queues = new Map<string, Record<Direction, LaneQueue>>();
  readonly #visits = new Map<string, Visit>();
  readonly #atDesk = new Map<string, Person>();
  #plan: PlannedVisit[];
  #next: Timer | undefined;
  #speed: number;
  #fire = false;

  constructor(parts: CrowdParts) {
    this.#parts = parts;
    const { clock, random, config, people, site } = parts;
    this.#time = new VirtualTime(clock, timeOfDay(config.from));
    this.#speed = config.speed;
    this.#plan = planDay(people, config, random);
    for (const lane of site.lanes.all) {
      const queue = (): LaneQueue => new LaneQueue(clock, random);
      this.#queues.set(lane.id, { in: queue(), out: queue() });
    }
    site.listen((event) => this.#observe(event));
  }

  get running(): boolean {
    return this.#time.speed > 0;
  }

  /** At the speed of last time, unless another is given. */
  start(speed = this.#speed): void {
    this.#speed = speed;
    this.#time.setSpeed(speed);
    this.#planNext();
  }

  /** People who are at a lane finish what they began; nobody new comes. */
  stop(): void {
    this.#time.setSpeed(0);
    this.#planNext();
  }

  /** Starts the day anew at a time as `07:00`; whoever is where they are stays there. */
  restart(from = this.#parts.config.from): void {
    this.#plan = planDay(this.#parts.people, this.#parts.config, this.#parts.random);
    this.#time.set(timeOfDay(from), this.#time.speed);
    this.#planNext();
  }

  view(): CrowdView {
    const queues = [...this.#queues].map(
      ([lane, sides]) => [lane, { in: sides.in.length, out: sides.out.length }] as const,
    );
    return {
      running: this.running,
      speed: this.#speed,
      timeOfDayMs: this.#time.now(),
      ahead: this.#plan.length,
      queues: Object.fromEntries(queues),
      atDesk: [...this.#atDesk.keys()],
    };
  }

  /** The guard sends somebody from the desk to a lane, where the guard will release. False when nobody waits so. */
  sendFromDesk(person: string, lane: string): boolean {
    const waiting = this.#atDesk.get(person);
    if (waiting === undefined) return false;
    this.#atDesk.delete(person);
    this.#begin(waiting, 'in', withoutTap, this.#parts.site.lanes.get(lane));
    return true;
  }

  #planNext(): void {
    this.#next?.cancel();
    this.#next = undefined;
    const first = this.#plan[0];
    const at = first && this.#time.realTimeOf(first.atMs);
    if (at === undefined) return;
    this.#next = this.#parts.clock.at(at, () => {
      this.#plan.shift();
      this.#arrive(first!);
      this.#planNext();
    });
  }

  #arrive({ person, direction }: PlannedVisit): void {
    const inside = this.#parts.oracle.where(person.id).now === 'inside';
    if (inside !== (direction === 'out') || this.#visits.has(person.id)) return;
    if (this.#fire) {
      if (direction === 'in') this.#comeAgain(person, direction, BACK_AGAIN_MS);
      return;
    }
    const intention = this.#intentionOf(person);
    if (!intention.atDesk) this.#begin(person, direction, intention);
    else if (direction === 'in') this.#waitAtDesk(person);
    else this.#begin(person, direction, withoutTap);
  }

  /** Whoever comes from the desk has fetched the right card. */
  #intentionOf(person: Person): Intention {
    const { habits } = this.#parts.config;
    const fetched = this.#atDesk.delete(person.id);
    return intend(
      person,
      fetched ? { ...habits, forgotten: 0, wrongCard: 0, phone: 0 } : habits,
      this.#parts.random,
    );
  }

  #begin(person: Person, direction: Direction, intention: Intention, lane = this.#shortest(direction)): void {
    if (lane === undefined) return;
    const { clock, random } = this.#parts;
    const queue = this.#queues.get(lane.id)![direction];
    const onEnd = (visit: Visit, end: VisitEnd): void => this.#ended(visit, end);
    this.#visits.set(
      person.id,
      new Visit(person, direction, intention, { clock, random, lane, queue, onEnd }),
    );
  }

  #shortest(direction: Direction): SimLane | undefined {
    const lanes = this.#parts.site.lanes.all.filter((lane) => lane.config[direction] !== undefined);
    const length = (lane: SimLane): number => this.#queues.get(lane.id)![direction].length;
    const least = Math.min(...lanes.map(length));
    const shortest = lanes.filter((lane) => length(lane) === least);
    return shortest.length === 0 ? undefined : this.#parts.random.pick(shortest);
  }

  #ended(visit: Visit, end: VisitEnd): void {
    const { person, direction } = visit;
    this.#visits.delete(person.id);
    if (end === 'turned-back') this.#comeAgain(person, direction, BACK_AGAIN_MS);
    else if (end === 'refused' && direction === 'in') this.#waitAtDesk(person);
    else if (end === 'refused') this.#comeAgain(person, direction, BACK_AGAIN_MS);
  }

  /** Unless the guard lets them in, people without a working card fetch one and come again. */
  #waitAtDesk(person: Person): void {
    this.#atDesk.set(person.id, person);
    this.#comeAgain(person, 'in', CARD_FETCHED_MS);
  }

  #comeAgain(person: Person, direction: Direction, after: readonly [number, number]): void {
    const atMs = this.#time.now() + this.#parts.random.int(...after);
    const index = this.#plan.findIndex((visit) => visit.atMs > atMs);
    this.#plan.splice(index < 0 ? this.#plan.length : index, 0, { person, direction, atMs });
    this.#planNext();
  }

  #observe(event: SiteEvent): void {
    if (event.kind === 'walk-began') this.#visits.get(event.person)?.began();
    if (event.kind === 'walk-ended') this.#visits.get(event.person)?.ended(event.outcome);
    if (event.kind === 'fire') this.#fireChanged(event.actuated);
  }

  #fireChanged(alarm: boolean): void {
    if (alarm === this.#fire) return;
    this.#fire = alarm;
    if (alarm && this.running) this.#evacuate();
  }

  /** All who are inside walk out, and come back when it is over. */
  #evacuate(): void {
    const { clock, random, people, oracle } = this.#parts;
    const inside = people.filter(({ id }) => oracle.where(id).now === 'inside');
    for (const person of inside) {
      const at = clock.now() + random.int(0, EVACUATION_MS);
      clock.at(at, () => {
        if (this.#visits.has(person.id) || oracle.where(person.id).now === 'outside') return;
        this.#begin(person, 'out', withoutTap);
        this.#comeAgain(person, 'in', CARD_FETCHED_MS);
      });
    }
  }
}
