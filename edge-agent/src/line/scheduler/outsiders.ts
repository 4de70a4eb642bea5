import type { Device } from './device.ts';
import type { Request } from './parts/request.ts';
import type { Pick } from './pick.ts';
import type { Rotation } from './rotation.ts';

/** Probes of silent PDs take at most one part in this many of the line's time. */
const PROBE_SHARE = 5;
/** A probe waits no longer than this for its place on a line that has none: its PD would never be found again. */
const PLACE_WAIT_MS = 1000;

/** Devices without regular turns: silent ones are probed, those that answer are met. */
export class Outsiders {
  readonly #rotation: Rotation;
  readonly #tryMs: (device: Device) => number;
  #probesFrom = 0;
  #tried: Device | undefined;

  /** @param tryMs how long the line is taken when the next try brings no answer */
  constructor(rotation: Rotation, tryMs: (device: Device) => number) {
    this.#rotation = rotation;
    this.#tryMs = tryMs;
  }

  /** A probe of a silent PD took `ms` and brought nothing. */
  probed(now: number, ms: number): void {
    this.#probesFrom = now + ms * (PROBE_SHARE - 1);
  }

  dueAt(device: Device): number {
    const { nextDueAt } = device.agenda;
    return device.presence.silent ? Math.max(nextDueAt, this.#probesFrom) : nextDueAt;
  }

  /**
   * Under a fire latch all have one brief try before anybody has a patient one: whoever answers at once is released before
   * the line waits for the dead. The last of these tries keeps nobody waiting, and may hear who thinks for longer.
   */
  isBriefTry(device: Device, now: number): boolean {
    const isFirst = (other: Device) =>
      other.phase === 'meeting' &&
      other.presence.failures === 0 &&
      other.agenda.wish(now).fire &&
      other.isSoughtInFire;
    return isFirst(device) && this.#rotation.all.some((other) => other !== device && isFirst(other));
  }

  /**
   * What lives may hang on, and goes before regular turns and all else: under a fire latch a device is asked as soon as
   * its probe is due, and met in one go, because its release waits for that; behind a fire input an alarm may wait.
   * A promised read goes before the next try of who has not answered one yet.
   */
  awaited(now: number, isReadDue: () => boolean): Pick | undefined {
    return this.#next(now, (device) => {
      if (device.absent && !device.presence.slowerThanAwaited && isReadDue()) return undefined;
      const release = device.agenda.urgent(now);
      if (release !== undefined || device.agenda.fire) return release ?? device.agenda.outside(now);
      const answers = device.phase === 'meeting' && device.presence.failures === 0;
      return answers && device.config.inputsEveryMs !== undefined ? device.agenda.outside(now) : undefined;
    });
  }

  /** @param hasPlace whether a probe that takes so many ms may begin */
  next(now: number, hasPlace: (ms: number) => boolean): Pick | undefined {
    return this.#next(now, (device) => {
      const waited = now - this.dueAt(device);
      const mayGo = !device.presence.silent || waited > PLACE_WAIT_MS || hasPlace(this.#tryMs(device));
      return mayGo ? (device.agenda.urgent(now) ?? device.agenda.outside(now)) : undefined;
    });
  }

  /** The longest that the next try of a PD that did not answer the last one may take; 0 when none is due. */
  longestTryMs(now: number): number {
    return this.#rotation.all
      .filter((device) => device.presence.failures > 0 && now >= this.dueAt(device))
      .reduce((longest, device) => Math.max(longest, this.#tryMs(device)), 0);
  }

  /**
   * A device that answers is met in one go; then comes whoever has answered too late, and then the next in the round. One
   * that does not answer lets others have their probe: where nothing at all has come from it after its first try, else after
   * the second, since an answer may be lost.
   */
  #next(now: number, wanted: (device: Device) => Request | undefined): Pick | undefined {
    const tried = this.#tried;
    this.#tried = undefined;
    const leaves = tried !== undefined && (tried.absent || tried.presence.failures > 1);
    if (leaves) this.#rotation.passed('others', tried);
    const find = (mayBe: (device: Device) => boolean) =>
      this.#rotation.find('others', (device) =>
        device.regular || !mayBe(device) || now < this.dueAt(device) ? undefined : wanted(device),
      );
    const turn =
      find((device) => device === tried && device.phase === 'meeting' && !leaves) ??
      find((device) => device.presence.slowerThanAwaited) ??
      find(() => true);
    if (turn === undefined) return undefined;
    this.#tried = turn.device;
    return { device: turn.device, request: turn.found };
  }
}
