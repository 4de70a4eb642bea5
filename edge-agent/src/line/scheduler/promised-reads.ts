import type { Device } from './device.ts';
import type { Pick } from './pick.ts';
import type { Rotation } from './rotation.ts';

/** ISTAT, its answer and the POLL between two of them, in usual exchanges. */
const READ_AND_POLL = 2.5;
/** Read a little before its place, so that the places of all stay where they are. */
const EARLY = 0.95;

/**
 * The inputs that are read at their time whatever it costs, because a fire alarm may hang on them: as late as the
 * promise allows, since a tap that comes meanwhile waits for the read, and spread evenly over the period, so that no
 * tap waits for more of them than it must.
 */
export class PromisedReads {
  readonly #rotation: Rotation;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(rotation: Rotation) {
    this.#rotation = rotation;
  }

  /** The read that would be late behind an exchange of `aheadMs`, or whose place in the period has come. */
  next(now: number, aheadMs: number, usualMs: number): Pick | undefined {
    const waiting = this.#inOrder();
    const [device] = waiting;
    if (device === undefined) return undefined;
    const due = isLate(waiting, now + aheadMs, usualMs) || this.#hasItsPlace(device, waiting.length, now);
    const request = due ? device.agenda.readInputs() : undefined;
    if (request !== undefined) this.#lastAt = now;
    return request && { device, request };
  }

  /** Some read would be late behind an exchange of `aheadMs`. */
  isDue(now: number, aheadMs: number, usualMs: number): boolean {
    return isLate(this.#inOrder(), now + aheadMs, usualMs);
  }

  /** The most pressing first. */
  #inOrder(): readonly Device[] {
    return this.#rotation.all
      .filter(({ agenda }) => agenda.readBy !== undefined)
      .sort((a, b) => a.agenda.readBy! - b.agenda.readBy!);
  }

  /** Devices that were met together would be read together; whoever is next is moved to its share of the period. */
  #hasItsPlace(device: Device, sharers: number, now: number): boolean {
    if (sharers < 2) return false;
    const share = device.config.inputsEveryMs! / sharers;
    return now - this.#lastAt >= share * EARLY && now >= device.agenda.readBy! - share;
  }
}

/** Several that are due one soon after the other begin early enough for the last of them. */
function isLate(inOrder: readonly Device[], then: number, usualMs: number): boolean {
  return inOrder.some(({ agenda }, before) => agenda.readBy! <= then + before * READ_AND_POLL * usualMs);
}
