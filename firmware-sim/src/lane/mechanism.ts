import type { Clock, Timer } from '../time/index.ts';
import { Arms } from './arms.ts';
import { gaitOf } from './gait.ts';
import { type LaneKind, type LaneProfile, laneProfiles } from './kinds.ts';
import type { LockFaults, LockWiring } from './lock.ts';
import { LockDrive } from './lock-drive.ts';
import { SensorBank, type StuckSensor } from './sensor-bank.ts';
import { type SensorLayout, sensorCount } from './sensor-layout.ts';
import type { Direction, Walker, WalkOutcome } from './walker.ts';

export interface MechanismOptions {
  readonly clock: Clock;
  readonly kind: LaneKind;
  readonly lock: LockWiring;
  readonly sensors: SensorLayout;
  readonly listener: MechanismListener;
}

export interface MechanismListener {
  /** A sensor's wire changed. */
  sensor(sensor: number, on: boolean, atMs: number): void;
  /** The person made the first step into the passage. */
  began(walker: Walker, atMs: number): void;
  ended(walker: Walker, outcome: WalkOutcome, atMs: number): void;
  /** The barrier yields now, or no longer. */
  freed(direction: Direction, free: boolean, atMs: number): void;
  /** The arms of a tripod fell or were lifted. */
  arms(down: boolean, atMs: number): void;
}

interface Waiting {
  readonly walker: Walker;
  readonly patience: Timer;
  step: Timer | undefined;
}

export interface Presence {
  readonly walker: Walker;
  /** In the passage, no longer in front of it. */
  readonly inside: boolean;
  /** Part of the passing time that is over, 0 to 1. */
  readonly fraction: number;
}

interface Transit {
  readonly walker: Walker;
  readonly startMs: number;
  readonly endMs: number;
  readonly clearAtMs: number;
}

const DIRECTIONS = ['in', 'out'] as const;
/** Without its arms a tripod is a passage like any other. */
const ARMS_DOWN_CAPACITY = 3;

/** The barrier, its lock and sensors, and the bodies in it. */
export class Mechanism {
  readonly kind: LaneKind;
  readonly #clock: Clock;
  readonly #profile: LaneProfile;
  readonly #layout: SensorLayout;
  readonly #sensors: SensorBank;
  readonly #listener: MechanismListener;
  readonly #lock: LockDrive;
  readonly #arms: Arms;
  #waiting: Waiting[] = [];
  #transits: Transit[] = [];

  constructor(options: MechanismOptions) {
    this.kind = options.kind;
    this.#clock = options.clock;
    this.#profile = laneProfiles[options.kind];
    this.#layout = options.sensors;
    this.#listener = options.listener;
    this.#sensors = new SensorBank(sensorCount[options.sensors], (sensor, on, at) =>
      options.listener.sensor(sensor, on, at),
    );
    this.#arms = new Arms(options.clock, (down, at) => options.listener.arms(down, at));
    this.#lock = new LockDrive({
      clock: options.clock,
      wiring: options.lock,
      yieldMs: this.#profile.yieldMs,
      alwaysFree: options.kind === 'open',
      freed: (direction, free, at) => this.#freed(direction, free, at),
    });
    this.#checkArms();
  }

  /** Whether the barrier yields now. */
  isFree(direction: Direction): boolean {
    return this.#lock.isFree(direction);
  }

  get armsDown(): boolean {
    return this.#arms.down;
  }

  sensors(): boolean[] {
    return this.#sensors.states();
  }

  /** Persons at the barrier, those who wait first. */
  get present(): readonly Presence[] {
    return [
      ...this.#waiting.map(({ walker }) => ({ walker, inside: false, fraction: 0 })),
      ...this.#transits.map((transit) => this.#presenceOf(transit)),
    ];
  }

  /** Persons who wait on that side. */
  queue(direction: Direction): number {
    return this.#waiting.filter(({ walker }) => walker.direction === direction).length;
  }

  setOutput(direction: Direction, on: boolean): void {
    this.#lock.setOutput(direction, on);
  }

  setPowered(powered: boolean): void {
    this.#lock.setPowered(powered);
  }

  setEmergency(emergency: boolean): void {
    this.#lock.setEmergency(emergency);
  }

  setLockFaults(faults: Partial<LockFaults>): void {
    this.#lock.setFaults(faults);
  }

  setStuckSensor(sensor: number, stuck: StuckSensor | undefined): void {
    this.#sensors.setStuck(sensor, stuck, this.#clock.now());
  }

  /** A person comes to the barrier, behind those who already wait on that side. */
  approach(walker: Walker): void {
    const until = this.#clock.now() + walker.patienceMs;
    const waiting: Waiting = {
      walker,
      step: undefined,
      patience: this.#clock.at(until, () => {
        this.#leave(waiting);
        this.#listener.ended(walker, 'gave-up', until);
        this.#admit();
      }),
    };
    this.#waiting.push(waiting);
    this.#admit();
  }

  #presenceOf({ walker, startMs, endMs }: Transit): Presence {
    const fraction = (this.#clock.now() - startMs) / (endMs - startMs);
    return { walker, inside: true, fraction: Math.min(1, Math.max(0, fraction)) };
  }

  #freed(direction: Direction, free: boolean, atMs: number): void {
    this.#listener.freed(direction, free, atMs);
    this.#checkArms();
    this.#admit();
  }

  #checkArms(): void {
    if (this.kind === 'tripod') this.#arms.setEmergency(this.isFree('in') && this.isFree('out'));
  }

  #admit(): void {
    for (const direction of DIRECTIONS) {
      const first = this.#waiting.find(({ walker }) => walker.direction === direction);
      if (first === undefined || first.step !== undefined || !this.#mayStep(first.walker)) continue;
      const at = this.#clock.now() + first.walker.reactionMs;
      first.step = this.#clock.at(at, () => this.#step(first, at));
    }
  }

  #mayStep(walker: Walker): boolean {
    const ahead = this.#transits;
    if (ahead.some(({ walker: other }) => other.direction !== walker.direction)) return false;
    if (walker.plan === 'tailgate' && ahead.length > 0) return true;
    if (ahead.length > 0 && !this.#hasRoom()) return false;
    return walker.plan === 'force' || this.isFree(walker.direction);
  }

  #hasRoom(): boolean {
    const last = this.#transits.at(-1)!;
    const capacity = this.#arms.down ? ARMS_DOWN_CAPACITY : this.#profile.capacity;
    return this.#transits.length < capacity || this.#clock.now() >= last.clearAtMs;
  }

  #step(waiting: Waiting, atMs: number): void {
    waiting.step = undefined;
    if (!this.#mayStep(waiting.walker)) return;
    this.#leave(waiting);
    this.#transit(waiting.walker, atMs);
  }

  #transit(walker: Walker, atMs: number): void {
    const gait = gaitOf(this.#layout, {
      plan: walker.plan,
      direction: walker.direction,
      passMs: this.#profile.passMs * walker.pace,
      lingerMs: walker.plan === 'linger' ? (walker.lingerMs ?? 0) : 0,
      closeMs: this.#profile.closeMs,
    });
    const endMs = atMs + gait.endMs;
    const transit: Transit = { walker, startMs: atMs, endMs, clearAtMs: atMs + gait.clearMs };
    this.#transits.push(transit);
    this.#listener.began(walker, atMs);
    for (const edge of gait.edges) {
      const at = atMs + edge.atMs;
      this.#clock.at(at, () => this.#sensors.cover(edge.sensor, edge.on, at));
    }
    this.#clock.at(transit.clearAtMs, () => this.#admit());
    this.#clock.at(endMs, () => this.#finish(transit, endMs));
  }

  #finish(transit: Transit, atMs: number): void {
    this.#transits = this.#transits.filter((other) => other !== transit);
    const outcome = transit.walker.plan === 'turn-back' ? 'turned-back' : 'passed';
    this.#listener.ended(transit.walker, outcome, atMs);
    this.#admit();
  }

  #leave(waiting: Waiting): void {
    waiting.patience.cancel();
    waiting.step?.cancel();
    this.#waiting = this.#waiting.filter((other) => other !== waiting);
  }
}
