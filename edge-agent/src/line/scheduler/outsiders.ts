import type { Device } from './device.ts';
import type { Request } from './parts/request.ts';
import type { Pick } from './pick.ts';
import type { Rotation } from './rotation.ts';

/** Probes of silent PDs take at most one part in this many of the line's time. */
const PROBE_SHARE = 5;

/** Devices without regular turns: silent ones are probed, those that answer are met. */
export class Outsiders {
  readonly #rotation: Rotation;
  #probesFrom = 0;

  constructor(rotation: Rotation) {
    this.#rotation = rotation;
  }

  /** A probe of a silent PD took `ms` and brought nothing. */
  probed(now: number, ms: number): void {
    this.#probesFrom = now + ms * (PROBE_SHARE - 1);
  }

  dueAt(device: Device): number {
    return device.presence.silent ? Math.max(device.nextDueAt, this.#probesFrom) : device.nextDueAt;
  }

  /**
   * What lives may hang on, and goes before regular turns and all else: under a fire latch a device is asked as soon as
   * its probe is due, and met in one go, because its release waits for that; behind a fire input an alarm may wait.
   */
  awaited(now: number): Pick | undefined {
    return this.#next(now, (device) => {
      const release = device.urgent(now);
      if (release !== undefined || device.fire) return release ?? device.outside(now);
      const answers = device.phase === 'meeting' && device.presence.failures === 0;
      return answers && device.config.inputsEveryMs !== undefined ? device.outside(now) : undefined;
    });
  }

  next(now: number): Pick | undefined {
    return this.#next(now, (device) => device.urgent(now) ?? device.outside(now));
  }

  /** A device that answers is met in one go; one that does not lets the next have its probe. */
  #next(now: number, wanted: (device: Device) => Request | undefined): Pick | undefined {
    const turn = this.#rotation.find('others', (device) =>
      device.regular || now < this.dueAt(device) ? undefined : wanted(device),
    );
    if (turn === undefined) return undefined;
    if (turn.device.presence.failures > 0) this.#rotation.passed('others', turn.device);
    return { device: turn.device, request: turn.found };
  }
}
