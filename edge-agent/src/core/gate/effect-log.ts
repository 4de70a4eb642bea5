import type { FireLatch } from '../fire/latch.ts';
import type { AlarmChange, Effects, StageTime } from './types.ts';
import type { WiredDevice } from './wiring.ts';

/** Gathers what one call changed. */
export class EffectLog {
  #latch: FireLatch | undefined;
  #touched = new Set<WiredDevice>();
  #lanes = new Set<string>();
  #alarms: AlarmChange[] = [];
  #stages: StageTime[] = [];

  latch(value: FireLatch): void {
    this.#latch = value;
  }

  touch(devices: Iterable<WiredDevice>): void {
    for (const device of devices) this.#touched.add(device);
  }

  lane(id: string): void {
    this.#lanes.add(id);
  }

  alarm(change: AlarmChange): void {
    this.#alarms.push(change);
  }

  stage(time: StageTime): void {
    this.#stages.push(time);
  }

  /** Hands over what was gathered and starts anew. */
  collect(drafts: boolean): Effects {
    const effects: Effects = {
      touched: [...this.#touched].map(({ line, address }) => ({ line, address })),
      drafts,
      lanes: [...this.#lanes],
      alarms: this.#alarms,
      stages: this.#stages,
      ...(this.#latch === undefined ? {} : { latch: this.#latch }),
    };
    this.#latch = undefined;
    this.#touched = new Set();
    this.#lanes = new Set();
    this.#alarms = [];
    this.#stages = [];
    return effects;
  }
}
