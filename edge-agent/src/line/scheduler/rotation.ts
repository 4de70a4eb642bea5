import type { PdAddress } from '../contract.ts';
import type { Device } from './device.ts';

/** Regular turns, the others (probes, meetings) and lamps go round each at its own pace. */
export type Round = 'turns' | 'others' | 'extras';

/** The devices of a line in the order in which they are served. */
export class Rotation {
  #devices: Device[] = [];
  #byAddress = new Map<PdAddress, Device>();
  readonly #at: Record<Round, number> = { turns: 0, others: 0, extras: 0 };

  set(devices: readonly Device[]): void {
    this.#devices = [...devices];
    this.#byAddress = new Map(devices.map((device) => [device.address, device]));
    this.#at.turns = 0;
    this.#at.others = 0;
    this.#at.extras = 0;
  }

  get all(): readonly Device[] {
    return this.#devices;
  }

  get(address: PdAddress): Device | undefined {
    return this.#byAddress.get(address);
  }

  /** The first device in this round among those for which `wanted` gives something, and what it gave. */
  find<T>(round: Round, wanted: (device: Device) => T | undefined): { device: Device; found: T } | undefined {
    const count = this.#devices.length;
    for (let step = 0; step < count; step += 1) {
      const device = this.#devices[(this.#at[round] + step) % count]!;
      const found = wanted(device);
      if (found !== undefined) return { device, found };
    }
    return undefined;
  }

  /** Goes on to the next device of this round, and gives it. */
  step(round: Round): Device | undefined {
    const device = this.#devices[this.#at[round]];
    if (device !== undefined) this.passed(round, device);
    return device;
  }

  /** The turn after that of `device` is next. */
  passed(round: Round, device: Device): void {
    this.#at[round] = (this.#devices.indexOf(device) + 1) % this.#devices.length;
  }
}
