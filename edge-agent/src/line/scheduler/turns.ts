import type { Device } from './device.ts';
import type { Pick } from './pick.ts';
import type { Rotation } from './rotation.ts';

/** Reads count as stale at 3 s (I9): from a third of it on their proof goes before lamps, from two thirds before all but OUT. */
const PROOF_DUE_MS = 1000;
const PROOF_LATE_MS = 2000;
/** POLLs in a row at one device until an answer of it is empty. */
const MOST_IN_A_ROW = 6;

/** Whose POLL is next: fair rotation, except that reads must not become stale and fire inputs not wait for lamps. */
export class Turns {
  readonly #rotation: Rotation;
  readonly #usualMs: () => number;
  readonly #tryMs: (device: Device) => number;
  /** The device whose turn it is or was, and the POLLs that it may still have in this turn. */
  #turn: { readonly device: Device; readonly left: number } | undefined;
  #mayWatch = true;

  /**
   * @param usualMs how long an exchange takes on average
   * @param tryMs how long the line is taken when a device does not answer, and a promised read waits
   */
  constructor(rotation: Rotation, usualMs: () => number, tryMs: (device: Device) => number) {
    this.#rotation = rotation;
    this.#usualMs = usualMs;
    this.#tryMs = tryMs;
  }

  forget(device: Device): void {
    if (this.#turn?.device === device) this.#turn = undefined;
  }

  /** Some read might soon be stale, were lamps and sounds sent as ever. */
  underPressure(now: number): boolean {
    return this.#anyUnproved(now, PROOF_DUE_MS);
  }

  /** Some read might be stale, were anything but a POLL or an OUT sent. */
  areLate(now: number): boolean {
    return this.#anyUnproved(now, PROOF_LATE_MS);
  }

  next(now: number): Pick | undefined {
    return this.#watched(now) ?? this.#unproved(now) ?? this.#polled(now);
  }

  /** The longest that the next POLL keeps a promised read waiting, where its device has answered so far. */
  get longestMs(): number {
    return this.#regular(0).reduce((longest, device) => Math.max(longest, this.#tryMs(device)), 0);
  }

  get nextInTurn(): Device | undefined {
    return this.#rotation.find('turns', (device) => (device.regular ? device : undefined))?.device;
  }

  #anyUnproved(now: number, ms: number): boolean {
    // One lost answer is chance, and the proof ages all the same; of whoever is falling silent no POLL proves anything.
    return this.#regular(1).some((device) => device.isUnproved(now, ms));
  }

  /** Those with regular turns that have not answered the last `failures` of them at most. */
  #regular(failures: number): readonly Device[] {
    return this.#rotation.all.filter(({ regular, presence }) => regular && presence.failures <= failures);
  }

  /** The turn of a device goes on until an answer of it is empty: what it has kept came before, and is older than it looks. */
  #unproved(now: number): Pick | undefined {
    const { device, left } = this.#turn ?? { left: 0 };
    if (device === undefined || left === 0 || !device.reported) return undefined;
    if (!device.regular || !device.isUnproved(now, PROOF_DUE_MS)) return undefined;
    const request = device.agenda.poll(now);
    if (request !== undefined) this.#turn = { device, left: left - 1 };
    return request && { device, request };
  }

  /**
   * A device behind which a fire alarm may wait is not kept waiting by lamps and sounds of others: when its POLL is later
   * than it would be among POLLs alone, it gets the next one. Of two such POLLs one at least goes round as ever.
   */
  #watched(now: number): Pick | undefined {
    const mayWatch = this.#mayWatch;
    this.#mayWatch = true;
    const regular = this.#rotation.all.filter((device) => device.regular);
    const rounds = this.underPressure(now) ? 2 : 1;
    const late = now - rounds * (regular.length + 1) * this.#usualMs();
    const [device] = regular
      .filter(({ config, polledAt }) => config.inputsEveryMs !== undefined && polledAt <= late)
      .sort((a, b) => a.polledAt - b.polledAt);
    if (device === undefined || !mayWatch || device === this.nextInTurn) return undefined;
    const request = device.agenda.poll(now);
    this.#mayWatch = request === undefined;
    return request && { device, request };
  }

  /** An OUT does not use up the turn. */
  #polled(now: number): Pick | undefined {
    const turn = this.#rotation.find('turns', (device) => {
      if (!device.regular) return undefined;
      const out = device.agenda.urgent(now);
      const request = out ?? device.agenda.poll(now);
      return request === undefined ? undefined : { request, isTurn: out === undefined };
    });
    if (turn === undefined) return undefined;
    if (turn.found.isTurn) {
      this.#rotation.passed('turns', turn.device);
      this.#turn = { device: turn.device, left: MOST_IN_A_ROW - 1 };
    }
    return { device: turn.device, request: turn.found.request };
  }
}
