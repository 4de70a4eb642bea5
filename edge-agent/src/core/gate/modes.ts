import type { Moment } from '../moment.ts';
import type { DirectionMode } from '../schedule/calendar.ts';
import type { Direction } from '../schedule/lookup.ts';
import type { StateChange, StateRow } from '../state-rows.ts';

interface Override {
  readonly mode: DirectionMode;
  /** Monotonic ms: a step of the clock neither shortens nor stretches it. */
  readonly untilMono: number;
}

/** An override as its row keeps it. UTC ms. */
interface Stored {
  readonly mode: DirectionMode;
  readonly until?: number | undefined;
  /** When it was ordered. */
  readonly since?: number;
}

export type ModeCause = 'manual' | 'schedule' | 'configuration' | 'lockdown';

export interface EffectiveMode {
  readonly mode: DirectionMode;
  readonly cause: ModeCause;
}

/** Modes by command: lockdown, directions of lanes, lanes out of service. They survive a restart. */
export class OrderedModes {
  #lockdown = false;
  readonly #overrides = new Map<string, Override>();
  readonly #outOfService = new Set<string>();

  constructor(rows: readonly StateRow[], now: Moment) {
    for (const { area, key, value } of rows) {
      if (area === 'lockdown') this.#lockdown = true;
      if (area === 'service') this.#outOfService.add(key);
      if (area === 'mode') this.#restore(key, value, now);
    }
  }

  #restore(key: string, value: string, now: Moment): void {
    const { mode, until, since } = JSON.parse(value) as Stored;
    // A clock that wakes in the past must not stretch a free hour to years: it lasts as long again at most.
    const from = since === undefined ? now.utc : Math.max(since, now.utc);
    this.#set(key, mode, until, { ...now, utc: from });
  }

  get lockdown(): boolean {
    return this.#lockdown;
  }

  isOutOfService(lane: string): boolean {
    return this.#outOfService.has(lane);
  }

  setLockdown(on: boolean): StateChange {
    this.#lockdown = on;
    return row('lockdown', 'site', on);
  }

  setService(lane: string, inService: boolean): StateChange {
    if (inService) this.#outOfService.delete(lane);
    else this.#outOfService.add(lane);
    return row('service', lane, !inService);
  }

  /** @param until UTC ms */
  setMode(
    lane: string,
    direction: Direction,
    mode: DirectionMode | 'schedule',
    until: number | undefined,
    now: Moment,
  ): StateChange {
    const key = `${lane}/${direction}`;
    if (mode === 'schedule') {
      this.#overrides.delete(key);
      return { op: 'delete', area: 'mode', key };
    }
    this.#set(key, mode, until, now);
    const stored: Stored = { mode, until, since: now.utc };
    return { op: 'put', area: 'mode', key, value: JSON.stringify(stored) };
  }

  /** Forgets modes whose time is over. */
  expire(now: Moment): StateChange[] {
    const over = [...this.#overrides].filter(([, { untilMono }]) => now.mono >= untilMono);
    for (const [key] of over) this.#overrides.delete(key);
    return over.map(([key]) => ({ op: 'delete', area: 'mode', key }));
  }

  /** UTC ms, by the clock as it is now, at which an order about this direction ends by itself. */
  endOf(lane: string, direction: Direction, now: Moment): number | undefined {
    const untilMono = this.#overrides.get(`${lane}/${direction}`)?.untilMono ?? Number.POSITIVE_INFINITY;
    return Number.isFinite(untilMono) ? Math.round(now.utc + (untilMono - now.mono)) : undefined;
  }

  /** Monotonic time of the next expiry. */
  nextExpiry(): number {
    return Math.min(
      Number.POSITIVE_INFINITY,
      ...[...this.#overrides.values()].map(({ untilMono }) => untilMono),
    );
  }

  effective(
    lane: string,
    direction: Direction,
    scheduled: DirectionMode | undefined,
    configured: DirectionMode,
  ): EffectiveMode {
    if (this.#lockdown) return { mode: 'blocked', cause: 'lockdown' };
    const override = this.#overrides.get(`${lane}/${direction}`);
    if (override !== undefined) return { mode: override.mode, cause: 'manual' };
    if (scheduled !== undefined) return { mode: scheduled, cause: 'schedule' };
    return { mode: configured, cause: 'configuration' };
  }

  #set(key: string, mode: DirectionMode, until: number | undefined, now: Moment): void {
    const untilMono = until === undefined ? Number.POSITIVE_INFINITY : now.mono + (until - now.utc);
    this.#overrides.set(key, { mode, untilMono });
  }
}

const row = (area: string, key: string, on: boolean): StateChange =>
  on ? { op: 'put', area, key, value: 'true' } : { op: 'delete', area, key };
