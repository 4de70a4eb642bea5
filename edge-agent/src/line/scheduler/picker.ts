import { AwaitedDecision } from './awaited-decision.ts';
import { BetweenPolls } from './between-polls.ts';
import type { Device } from './device.ts';
import { Feedback } from './feedback.ts';
import { Outsiders } from './outsiders.ts';
import type { Pick } from './pick.ts';
import type { Rotation } from './rotation.ts';
import { Turns } from './turns.ts';

/** How soon to look again after nothing was to be sent to a device that could have been sent something. */
const LOOK_AGAIN_MS = 20;

/**
 * Who is next on the line: outputs before everything, then POLLs in fair rotation with at most one other command
 * between two of them, so that neither a lamp nor a device that has to be met again can keep the others from their turn.
 */
export class Picker {
  readonly #rotation: Rotation;
  /** Devices whose wish may have changed since it was looked at. */
  readonly #touched = new Set<Device>();
  readonly #decision = new AwaitedDecision();
  readonly #turns: Turns;
  readonly #outsiders: Outsiders;
  readonly #between: BetweenPolls;
  #again: Device | undefined;

  /**
   * @param usualMs how long an exchange takes on average
   * @param tryMs how long the line is taken when the next try of a device brings no answer, and a promised read waits
   */
  constructor(rotation: Rotation, usualMs: () => number, tryMs: (device: Device) => number) {
    const turns = new Turns(rotation, usualMs, tryMs);
    const outsiders = new Outsiders(rotation, tryMs);
    const feedback = new Feedback(rotation, this.#touched);
    this.#rotation = rotation;
    this.#turns = turns;
    this.#outsiders = outsiders;
    this.#between = new BetweenPolls({
      rotation,
      turns,
      outsiders,
      feedback,
      decision: this.#decision,
      usualMs,
    });
  }

  touch(device: Device): void {
    this.#touched.add(device);
  }

  /** Its answer came damaged, or may have been: it is asked again before anything else is sent. */
  repeat(device: Device): void {
    this.#again = device;
  }

  /** A card was read: the line stays free for the release, for `exchangeMs` at most. */
  hold(device: Device, now: number, exchangeMs: number): void {
    this.#decision.begin(device, now, exchangeMs);
  }

  /** A probe of a silent PD took `ms` and brought nothing. */
  probed(now: number, ms: number): void {
    this.#outsiders.probed(now, ms);
  }

  forget(device: Device): void {
    this.#touched.delete(device);
    this.#decision.forget(device);
    this.#turns.forget(device);
    if (this.#again === device) this.#again = undefined;
  }

  /** A release under a fire latch that waits for this line, other than for `device`. */
  fireWaits(device: Device, now: number): boolean {
    for (const other of this.#touched) {
      if (other !== device && other.agenda.urgent(now) !== undefined && other.agenda.fire) return true;
    }
    return false;
  }

  /** Others wait for a first try, too. */
  isBriefTry(device: Device, now: number): boolean {
    return this.#outsiders.isBriefTry(device, now);
  }

  /** Moment at which the first promised read falls due, other than of `device`; infinite when there is none. */
  readBy(device: Device): number {
    return this.#rotation.all.reduce(
      (first, other) => (other === device ? first : Math.min(first, other.agenda.readBy ?? first)),
      Number.POSITIVE_INFINITY,
    );
  }

  next(now: number): Pick | undefined {
    const first =
      this.#repetition(now) ??
      this.#pressing(now) ??
      this.#outsiders.awaited(now, () => this.#between.isReadDue(now)) ??
      this.#answerToCard(now);
    if (first !== undefined) return first;
    const all = this.#rotation.all;
    if (all.some(({ agenda }) => agenda.fire)) for (const { agenda } of all) agenda.yieldToFire(now);
    if (this.#decision.freeUntil(now) !== undefined) return undefined;
    this.#decision.passed(now);
    const between = this.#between.next(now);
    if (between !== undefined) return between;
    // Also where there is nobody to poll: whoever comes first has its next command without a POLL before it.
    this.#between.polled();
    return this.#turns.next(now) ?? this.#between.instead(now);
  }

  /** When to ask again after `next` gave nothing. */
  nextDueAt(now: number): number {
    const free = this.#decision.freeUntil(now);
    if (free !== undefined) return free;
    let due = Number.POSITIVE_INFINITY;
    let read = Number.POSITIVE_INFINITY;
    for (const device of this.#rotation.all) {
      due = Math.min(due, this.#outsiders.dueAt(device));
      const { readBy } = device.agenda;
      if (readBy !== undefined && readBy > now) read = Math.min(read, readBy);
    }
    return Math.min(read, Math.max(due, now + LOOK_AGAIN_MS));
  }

  #repetition(now: number): Pick | undefined {
    const device = this.#again;
    this.#again = undefined;
    const request = device?.agenda.poll(now);
    return device === undefined || request === undefined ? undefined : { device, request };
  }

  /** OUT, wherever it is due. */
  #pressing(now: number): Pick | undefined {
    for (const device of this.#touched) {
      const request = device.agenda.urgent(now);
      if (request === undefined) continue;
      this.#decision.released(device);
      return { device, request };
    }
    return this.#cutShort(now);
  }

  /**
   * Under a fire latch: a device whose answer the releases of others did not wait for. Its own release cannot go before
   * that was asked again; tried once, for it may be dead.
   */
  #cutShort(now: number): Pick | undefined {
    for (const device of this.#touched) {
      if (!device.agenda.fire || !device.regular || device.presence.failures !== 1) continue;
      const request = device.agenda.repetition(now);
      if (request !== undefined) return { device, request };
    }
    return undefined;
  }

  /** Lamp and sound behind the release, or instead of it: whoever stands there waits for them. */
  #answerToCard(now: number): Pick | undefined {
    const { device } = this.#decision;
    if (device === undefined || !this.#touched.has(device)) return undefined;
    if (this.#turns.areLate(now) || this.#between.isReadDue(now)) return undefined;
    const request = device.regular ? device.agenda.answer(now) : undefined;
    if (request === undefined) return undefined;
    this.#decision.end();
    this.#between.interposed();
    if (!device.agenda.fire) this.#touched.delete(device);
    return { device, request };
  }
}
