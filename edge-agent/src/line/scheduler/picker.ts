import type { Device } from './device.ts';
import type { Request } from './parts/request.ts';
import type { Rotation } from './rotation.ts';

export interface Pick {
  readonly device: Device;
  readonly request: Request;
}

/** Probes of silent PDs take at most one part in this many of the line's time. */
const PROBE_SHARE = 5;
/** How soon to look again after nothing was to be sent to a device that could have been sent something. */
const LOOK_AGAIN_MS = 20;
/** Reads count as stale at 3 s (I9): from a third of it on their proof goes before lamps, from two thirds before all but OUT. */
const PROOF_DUE_MS = 1000;
const PROOF_LATE_MS = 2000;
/** POLLs in a row at one device until an answer of it is empty. */
const MOST_IN_A_ROW = 6;
/** POLLs between two commands of another kind, while some device has not been proved empty for long. */
const POLLS_UNDER_PRESSURE = 6;
/** No decision is waited for longer than this; the gate opens at the latest then, with its event still in memory. */
const LONGEST_HOLD_MS = 50;

/**
 * Who is next on the line: outputs before everything, then POLLs in fair rotation with at most one other command
 * between two of them, so that neither a lamp nor a device that has to be met again can keep the others from their turn.
 */
export class Picker {
  readonly #rotation: Rotation;
  readonly #usualMs: () => number;
  /** Devices whose wish may have changed since it was looked at. */
  readonly #touched = new Set<Device>();
  #again: Device | undefined;
  #hold: { readonly device: Device; readonly until: number } | undefined;
  /** POLLs since the last command of another kind. */
  #polls = 1;
  /** The device whose turn it is or was, and the POLLs that it may still have in this turn. */
  #turn: { readonly device: Device; readonly left: number } | undefined;
  #mayWatch = true;
  #outsideFirst = true;
  #probesFrom = 0;

  /** @param usualMs how long an exchange takes on average */
  constructor(rotation: Rotation, usualMs: () => number) {
    this.#rotation = rotation;
    this.#usualMs = usualMs;
  }

  touch(device: Device): void {
    this.#touched.add(device);
  }

  /** Its answer came damaged: it is asked again before anything else is sent. */
  repeat(device: Device): void {
    this.#again = device;
  }

  /**
   * A card was read: the line stays free for the release, but no longer than the exchange takes that the release would
   * otherwise have to wait for.
   */
  hold(device: Device, now: number, exchangeMs: number): void {
    this.#hold = { device, until: now + Math.min(LONGEST_HOLD_MS, exchangeMs) };
  }

  /** A probe of a silent PD took `ms` and brought nothing. */
  probed(now: number, ms: number): void {
    this.#probesFrom = now + ms * (PROBE_SHARE - 1);
  }

  forget(device: Device): void {
    this.#touched.delete(device);
    if (this.#again === device) this.#again = undefined;
    if (this.#hold?.device === device) this.#hold = undefined;
    if (this.#turn?.device === device) this.#turn = undefined;
  }

  /** A release under a fire latch that waits for this line, other than for `device`. */
  fireWaits(device: Device, now: number): boolean {
    for (const other of this.#touched) {
      if (other !== device && other.urgent(now) !== undefined && other.fire) return true;
    }
    return false;
  }

  next(now: number): Pick | undefined {
    const first =
      this.#repetition(now) ?? this.#pressing(now) ?? this.#awaited(now) ?? this.#answerToCard(now);
    if (first !== undefined) return first;
    if (this.#hold !== undefined && now < this.#hold.until) return undefined;
    this.#hold = undefined;
    return this.#inTurn(now);
  }

  /** When to ask again after `next` gave nothing. */
  nextDueAt(now: number): number {
    if (this.#hold !== undefined) return this.#hold.until;
    let due = Number.POSITIVE_INFINITY;
    for (const device of this.#rotation.all) due = Math.min(due, this.#dueAt(device));
    return Math.max(due, now + LOOK_AGAIN_MS);
  }

  #dueAt(device: Device): number {
    return device.presence.silent ? Math.max(device.nextDueAt, this.#probesFrom) : device.nextDueAt;
  }

  #repetition(now: number): Pick | undefined {
    const device = this.#again;
    this.#again = undefined;
    const request = device?.poll(now);
    return device === undefined || request === undefined ? undefined : { device, request };
  }

  #pressing(now: number): Pick | undefined {
    for (const device of this.#touched) {
      const request = device.urgent(now);
      if (request !== undefined) return { device, request };
    }
    return undefined;
  }

  /**
   * What lives may hang on goes before regular turns and all else: under a fire latch a device is asked as soon as its
   * probe is due, and met in one go, because its release waits for that; behind a fire input an alarm may wait.
   */
  #awaited(now: number): Pick | undefined {
    const turn = this.#rotation.find('others', (device) => {
      if (device.regular || now < this.#dueAt(device)) return undefined;
      const release = device.urgent(now);
      if (release !== undefined || device.fire) return release ?? device.outside(now);
      const answers = device.phase === 'meeting' && device.presence.failures === 0;
      return answers && device.config.inputsEveryMs !== undefined ? device.outside(now) : undefined;
    });
    return this.#outsideTurn(turn);
  }

  #answerToCard(now: number): Pick | undefined {
    const device = this.#hold?.device;
    if (device === undefined || !this.#touched.has(device)) return undefined;
    if (this.#anyUnproved(now, PROOF_LATE_MS)) return undefined;
    const request = device.regular ? device.extra(now) : undefined;
    if (request === undefined) return undefined;
    this.#hold = undefined;
    this.#polls = 0;
    this.#touched.delete(device);
    return { device, request };
  }

  #inTurn(now: number): Pick | undefined {
    const interposed = this.#mayInterpose(now) ? this.#interposed(now) : undefined;
    if (interposed !== undefined) {
      this.#polls = 0;
      return interposed;
    }
    // Also where there is nobody to poll: whoever comes first has its next command without a POLL before it.
    this.#polls += 1;
    return this.#poll(now) ?? this.#interposed(now);
  }

  /** Lamps and sounds may come after each POLL, and more rarely while reads might become stale over them (I9). */
  #mayInterpose(now: number): boolean {
    if (this.#polls === 0) return false;
    return this.#polls >= POLLS_UNDER_PRESSURE || !this.#underPressure(now);
  }

  #anyUnproved(now: number, ms: number): boolean {
    return this.#rotation.all.some((device) => device.regular && device.isUnproved(now, ms));
  }

  #underPressure(now: number): boolean {
    return this.#anyUnproved(now, PROOF_DUE_MS);
  }

  #poll(now: number): Pick | undefined {
    return this.#watched(now) ?? this.#unproved(now) ?? this.#polled(now);
  }

  /** The turn of a device goes on until an answer of it is empty: what it has kept came before, and is older than it looks. */
  #unproved(now: number): Pick | undefined {
    const { device, left } = this.#turn ?? { left: 0 };
    if (device === undefined || left === 0 || !device.reported) return undefined;
    if (!device.regular || !device.isUnproved(now, PROOF_DUE_MS)) return undefined;
    const request = device.poll(now);
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
    const rounds = this.#underPressure(now) ? 2 : 1;
    const late = now - rounds * (regular.length + 1) * this.#usualMs();
    const [device] = regular
      .filter(({ config, polledAt }) => config.inputsEveryMs !== undefined && polledAt <= late)
      .sort((a, b) => a.polledAt - b.polledAt);
    if (device === undefined || !mayWatch || device === this.#nextInTurn()) return undefined;
    const request = device.poll(now);
    this.#mayWatch = request === undefined;
    return request && { device, request };
  }

  #nextInTurn(): Device | undefined {
    return this.#rotation.find('turns', (device) => (device.regular ? device : undefined))?.device;
  }

  /** An OUT does not use up the turn. */
  #polled(now: number): Pick | undefined {
    const turn = this.#rotation.find('turns', (device) => {
      if (!device.regular) return undefined;
      const out = device.urgent(now);
      const request = out ?? device.poll(now);
      return request === undefined ? undefined : { request, isTurn: out === undefined };
    });
    if (turn === undefined) return undefined;
    if (turn.found.isTurn) {
      this.#rotation.passed('turns', turn.device);
      this.#turn = { device: turn.device, left: MOST_IN_A_ROW - 1 };
    }
    return { device: turn.device, request: turn.found.request };
  }

  #interposed(now: number): Pick | undefined {
    const first = this.#promised(now) ?? this.#feedback(now);
    if (first !== undefined) return first;
    this.#outsideFirst = !this.#outsideFirst;
    return this.#outsideFirst
      ? (this.#outside(now) ?? this.#regularExtra(now))
      : (this.#regularExtra(now) ?? this.#outside(now));
  }

  /** The inputs that are read at their time whatever it costs. */
  #promised(now: number): Pick | undefined {
    const turn = this.#rotation.find('turns', (device) =>
      device.regular ? device.promised(now) : undefined,
    );
    return turn && { device: turn.device, request: turn.found };
  }

  /** One command for each device that was touched; it has more at its own turns only, or it could keep all others from theirs. */
  #feedback(now: number): Pick | undefined {
    for (const device of this.#touched) {
      this.#touched.delete(device);
      const request = device.regular ? device.extra(now) : undefined;
      if (request !== undefined) return { device, request };
    }
    return undefined;
  }

  /** A device that answers is met in one go; one that does not lets the next have its probe. */
  #outside(now: number): Pick | undefined {
    const turn = this.#rotation.find('others', (device) => {
      if (device.regular || now < this.#dueAt(device)) return undefined;
      return device.urgent(now) ?? device.outside(now);
    });
    return this.#outsideTurn(turn);
  }

  #outsideTurn(turn: { readonly device: Device; readonly found: Request } | undefined): Pick | undefined {
    if (turn === undefined) return undefined;
    if (turn.device.presence.failures > 0) this.#rotation.passed('others', turn.device);
    return { device: turn.device, request: turn.found };
  }

  /** Of the device whose POLL is next: its own turn is when it may have more to say. */
  #regularExtra(now: number): Pick | undefined {
    const device = this.#nextInTurn();
    const request = device?.extra(now);
    return device === undefined || request === undefined ? undefined : { device, request };
  }
}
