import { type FireLatch, type LatchReading, mergeLatches } from '../../../edge-agent/src/core/index.ts';
import type { Random } from '../../../firmware-sim/src/random/index.ts';
import type { Clock, Timer } from '../../../firmware-sim/src/time/index.ts';

const LOST_IN_POWER_CUT = 0.15;

/** The latch files: a write takes a few milliseconds, and a crash in the middle leaves either value, one in each file, or rubble. */
export class LatchDisk {
  readonly #clock: Clock;
  readonly #random: Random;
  #durable: LatchReading = { kind: 'read', latch: {} };
  #writing: { readonly latch: FireLatch; readonly timer: Timer } | undefined;
  #wanted: FireLatch | undefined;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  read(): LatchReading {
    return this.#durable;
  }

  set(latch: FireLatch): void {
    this.#wanted = latch;
    if (this.#writing === undefined) this.#start();
  }

  /** @param power it went with the power: that is when whole blocks of a card are lost */
  crash(power: boolean): void {
    const { latch } = this.#writing ?? {};
    this.#writing?.timer.cancel();
    this.#writing = undefined;
    this.#wanted = undefined;
    if (power && this.#random.chance(LOST_IN_POWER_CUT)) this.#durable = { kind: 'unreadable' };
    if (latch === undefined) return;
    const before = this.#durable.kind === 'read' ? this.#durable.latch : {};
    this.#durable = this.#random.pick<LatchReading>([
      { kind: 'unreadable' },
      { kind: 'read', latch: before },
      { kind: 'read', latch: mergeLatches(before, latch) },
      { kind: 'read', latch },
    ]);
  }

  #start(): void {
    const latch = this.#wanted;
    if (latch === undefined) return;
    this.#wanted = undefined;
    const timer = this.#clock.at(this.#clock.now() + this.#random.int(1, 6), () => {
      this.#durable = { kind: 'read', latch };
      this.#writing = undefined;
      this.#start();
    });
    this.#writing = { latch, timer };
  }
}
