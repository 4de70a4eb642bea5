import type { Device } from './device.ts';
import type { Pick } from './pick.ts';
import type { Rotation } from './rotation.ts';

/**
 * Whose lamp, sound, text or status is next. Whoever was just touched first, because somebody stands before it; every
 * second time whoever is next in a round of all, so that each has its share however often the others are touched.
 */
export class Feedback {
  readonly #rotation: Rotation;
  /** Devices whose wish may have changed since it was looked at. */
  readonly touched: Set<Device>;
  #freshNext = true;

  constructor(rotation: Rotation, touched: Set<Device>) {
    this.#rotation = rotation;
    this.touched = touched;
  }

  /** @param everyone false: looks at one device of the round, which is enough where it is asked often */
  next(now: number, everyone: boolean): Pick | undefined {
    const first = this.#freshNext ? this.#fresh(now) : undefined;
    return first ?? this.#inRound(now, everyone ? this.#rotation.all.length : 1) ?? this.#fresh(now);
  }

  #fresh(now: number): Pick | undefined {
    for (const device of this.touched) {
      // Under a fire latch its release may yet wait for an answer that is missing.
      if (!device.agenda.fire) this.touched.delete(device);
      const request = device.regular ? device.agenda.answer(now) : undefined;
      if (request === undefined) continue;
      this.#freshNext = false;
      return { device, request };
    }
    return undefined;
  }

  #inRound(now: number, looks: number): Pick | undefined {
    for (let look = 0; look < looks; look += 1) {
      const device = this.#rotation.step('extras');
      const request = device?.regular === true ? device.agenda.extra(now) : undefined;
      if (device === undefined || request === undefined) continue;
      this.#freshNext = true;
      return { device, request };
    }
    return undefined;
  }
}
