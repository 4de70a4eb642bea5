import type { Clock, Timer } from '../time/index.ts';
import { isFree, type LockFaults, type LockState, type LockWiring } from './lock.ts';
import type { Direction } from './walker.ts';

export interface LockDriveOptions {
  readonly clock: Clock;
  readonly wiring: LockWiring;
  /** From the electrical release until the barrier yields, ms. */
  readonly yieldMs: number;
  /** There is no barrier at all. */
  readonly alwaysFree: boolean;
  readonly freed: (direction: Direction, free: boolean, atMs: number) => void;
}

const DIRECTIONS = ['in', 'out'] as const;

/** Coil and barrier in time: a lock falls at once, and yields after the coil's or the wings' time. */
export class LockDrive {
  readonly #clock: Clock;
  readonly #yieldMs: number;
  readonly #freed: LockDriveOptions['freed'];
  readonly #free: Record<Direction, boolean>;
  readonly #yielding: Partial<Record<Direction, Timer>> = {};
  #lock: LockState;

  constructor({ clock, wiring, yieldMs, alwaysFree, freed }: LockDriveOptions) {
    this.#clock = clock;
    this.#yieldMs = yieldMs;
    this.#freed = freed;
    this.#lock = {
      wiring,
      outputs: { in: false, out: false },
      powered: true,
      emergency: false,
      faults: { jammed: false, broken: alwaysFree },
    };
    this.#free = { in: isFree(this.#lock, 'in'), out: isFree(this.#lock, 'out') };
  }

  isFree(direction: Direction): boolean {
    return this.#free[direction];
  }

  setOutput(direction: Direction, on: boolean): void {
    this.#change({ outputs: { ...this.#lock.outputs, [direction]: on } });
  }

  setPowered(powered: boolean): void {
    this.#change({ powered });
  }

  setEmergency(emergency: boolean): void {
    this.#change({ emergency });
  }

  setFaults(faults: Partial<LockFaults>): void {
    this.#change({ faults: { ...this.#lock.faults, ...faults } });
  }

  #change(change: Partial<LockState>): void {
    this.#lock = { ...this.#lock, ...change };
    for (const direction of DIRECTIONS) this.#settle(direction);
  }

  #settle(direction: Direction): void {
    const target = isFree(this.#lock, direction);
    this.#yielding[direction]?.cancel();
    delete this.#yielding[direction];
    if (target === this.#free[direction]) return;
    if (!target) this.#set(direction, false, this.#clock.now());
    else {
      const at = this.#clock.now() + this.#yieldMs;
      this.#yielding[direction] = this.#clock.at(at, () => this.#set(direction, true, at));
    }
  }

  #set(direction: Direction, free: boolean, atMs: number): void {
    this.#free[direction] = free;
    this.#freed(direction, free, atMs);
  }
}
