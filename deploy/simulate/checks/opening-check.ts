import type { LineEvent } from '../../../edge-agent/src/line/contract.ts';
import { type Direction, laneProfiles } from '../../../firmware-sim/src/lane/index.ts';
import type { SiteEvent } from '../../../firmware-sim/src/site/index.ts';
import type { Fate } from '../gateway/journal-disk.ts';
import type { Morning } from '../world/morning.ts';

const COMMIT_WAIT_MS = 50;
/** A grant's window, a queued one's wait before it, and the line's own time. */
const GRANT_LASTS_MS = 17_000;
/** Two windows one after the other at most, and the time that a line may need to say that the first is over. */
const LONGEST_OPEN_MS = 12_000;
/** A device that was met has been told what to do after so long. */
const MET_MS = 2_000;
const OPENING_KINDS = new Set(['granted', 'guard_release']);
/** Until every device has been met for the first time nothing holds a lane that is energised to lock. */
const STARTED_MS = 4_000;
/** A device that fell silent is asked again every 5 s; until it answers it cannot be told to lock. */
const RECOVERED_MS = 8_000;

/** I2 and commit-ahead: a lane opens for a fire, a free mode, or a grant that is durable or has waited 50 ms. */
export class OpeningCheck {
  readonly #morning: Morning;
  readonly #isLatched: () => boolean;
  /** Clock ms until which a direction was free by its mode, or by fire, at the latest. */
  readonly #freeUntil = new Map<string, number>();
  readonly #openSince = new Map<string, number>();
  readonly #onlineSince = new Map<string, number>();
  /** Clock ms since which there is no gate. */
  #downSince = Number.POSITIVE_INFINITY;

  constructor(morning: Morning, isLatched: () => boolean) {
    this.#morning = morning;
    this.#isLatched = isLatched;
    morning.site.listen((event) => {
      if (event.kind !== 'freed') return;
      const side = `${event.lane} ${event.direction}`;
      if (event.free) this.#openSince.set(side, event.atMs);
      else this.#openSince.delete(side);
      if (event.free) this.#opened(event);
    });
  }

  /** From time to time: no grant is longer than its window. */
  look(): void {
    const now = this.#morning.clock.now();
    for (const lane of this.#morning.site.lanes.all) {
      for (const direction of ['in', 'out'] as const) {
        const since = this.#openSince.get(`${lane.id} ${direction}`);
        if (since === undefined || now - since <= LONGEST_OPEN_MS) continue;
        if (
          this.#grants(lane.id, direction, now).length === 0 &&
          this.#isUnexplained(lane.id, direction, now)
        ) {
          this.#morning.complain(`I2 ${lane.id} ${direction} is open at ${now}, since ${since}`);
        }
      }
    }
  }

  /** The gate is about to hear this. */
  heard(line: string, event: LineEvent): void {
    if (event.kind !== 'online' && event.kind !== 'offline') return;
    const device = this.#morning.sites.configured.devices.find(
      (other) => other.line === line && other.address === event.address,
    );
    if (device === undefined) return;
    if (event.kind === 'online') this.#onlineSince.set(device.id, this.#morning.clock.now());
    else this.#onlineSince.delete(device.id);
  }

  /** What was free on purpose stays so while nobody is there to end it. */
  crashed(): void {
    const now = this.#morning.clock.now();
    this.#downSince = now;
    for (const [side, until] of this.#freeUntil) {
      if (until > now - RECOVERED_MS) this.#freeUntil.set(side, Number.POSITIVE_INFINITY);
    }
  }

  started(): void {
    const now = this.#morning.clock.now();
    this.#downSince = Number.POSITIVE_INFINITY;
    this.#onlineSince.clear();
    for (const [side, until] of this.#freeUntil) if (until > now) this.#freeUntil.set(side, now);
  }

  /** After each step: which directions are free on purpose. */
  note(): void {
    const { core } = this.#morning.gateway;
    if (core === undefined) return;
    const now = this.#morning.clock.now();
    for (const { lane, modes, state } of core.status(this.#morning.gateway.now).lanes) {
      for (const direction of ['in', 'out'] as const) {
        const free = this.#heldBy(lane, direction).some((held) => modes[held] === 'free');
        if (free || state === 'evacuation' || this.#isLatched()) {
          this.#freeUntil.set(`${lane} ${direction}`, now);
        }
      }
    }
  }

  /** Directions that the same lock holds. */
  #heldBy(lane: string, direction: Direction): readonly Direction[] {
    return this.#morning.sites.build(lane).oneLock ? ['in', 'out'] : [direction];
  }

  /** What may have opened that side at `at`. */
  #grants(lane: string, direction: Direction, at: number): readonly Fate[] {
    const directions = this.#heldBy(lane, direction);
    return this.#morning.drafts.filter(
      ({ draft, createdAt }) =>
        OPENING_KINDS.has(draft.kind) &&
        draft.lane === lane &&
        directions.includes(draft.direction!) &&
        createdAt <= at &&
        createdAt > at - GRANT_LASTS_MS,
    );
  }

  /** Neither fire nor a mode, nor what a disturbed device does by itself, explains that it is open. */
  #isUnexplained(lane: string, direction: Direction, at: number): boolean {
    if (at < STARTED_MS || this.#isLatched()) return false;
    if (at - (this.#freeUntil.get(`${lane} ${direction}`) ?? Number.NEGATIVE_INFINITY) < RECOVERED_MS)
      return false;
    const device = this.#morning.sites.releaseDevice(lane, direction);
    // A device without power holds no lock that is energised to lock; it comes back as it was made.
    const { line } = this.#morning.sites.configured.devices.find(({ id }) => id === device)!;
    const met = this.#onlineSince.get(device) ?? Number.POSITIVE_INFINITY;
    // Nor does one that started again while the gate was down, or too shortly before: nobody has told it to lock.
    const since = Math.min(at, this.#downSince) - RECOVERED_MS;
    return met < at - MET_MS && this.#morning.faults.undisturbedSince([device, line], since);
  }

  #opened({ lane, direction, atMs }: Extract<SiteEvent, { kind: 'freed' }>): void {
    const sent = atMs - laneProfiles[this.#morning.sites.build(lane).kind].yieldMs;
    if (!this.#isUnexplained(lane, direction, sent)) return;

    const grants = this.#grants(lane, direction, sent);
    if (grants.length === 0) {
      this.#morning.complain(`I2 ${lane} ${direction} opened at ${sent} for no reason`);
    } else if (
      !grants.some(
        ({ createdAt, durableAt }) =>
          (durableAt ?? Number.POSITIVE_INFINITY) <= sent || createdAt + COMMIT_WAIT_MS <= sent,
      )
    ) {
      this.#morning.complain(`I5 ${lane} ${direction} opened at ${sent} before its grant was durable`);
    }
  }
}
