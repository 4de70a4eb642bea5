import type { Moment } from '../moment.ts';
import { ABSENT, effectiveMode } from './effective-mode.ts';
import { endedRow, startedRow } from './evacuations.ts';
import type { LaneDriver } from './lane-driver.ts';
import type { FreeSpan, LaneUnit } from './lane-unit.ts';
import type { EffectiveMode } from './modes.ts';
import type { GateParts } from './parts.ts';
import { DIRECTIONS } from './wiring.ts';

/** Keeps the mode of every direction as orders and the calendar want it now, and tells when a lane is free. */
export class ModeDesk {
  readonly #parts: GateParts;
  readonly #driver: LaneDriver;

  constructor(parts: GateParts, driver: LaneDriver) {
    this.#parts = parts;
    this.#driver = driver;
  }

  /** Evaluates all lanes. Cheap enough for every second. */
  refresh(now: Moment): void {
    this.#parts.recorder.keep(this.#parts.modes.expire(now));
    for (const unit of this.#parts.units.values()) this.refreshLane(unit, now);
  }

  refreshLane(unit: LaneUnit, now: Moment): void {
    const before = unit.modes;
    unit.modes = {
      in: effectiveMode(this.#parts, unit, 'in', now),
      out: effectiveMode(this.#parts, unit, 'out', now),
    };
    const changed = DIRECTIONS.filter((direction) => differs(before[direction], unit.modes[direction]));
    if (changed.length > 0) {
      this.#tell(unit, now);
      this.#driver.step(unit, { kind: 'modes', changed, at: now.mono }, now);
    }
    this.refreshFreeSpan(unit, now);
  }

  /** One `free_start` is open while anything is free; another reason or extent closes it and opens another. */
  refreshFreeSpan(unit: LaneUnit, now: Moment, data?: Readonly<Record<string, unknown>>): void {
    const open = unit.freeSpan;
    const wanted = freeSpanOf(unit);
    if (open?.reason === wanted?.reason && open?.direction === wanted?.direction) return;
    if (open !== undefined) this.#endSpan(unit, open, now);
    unit.freeSpan = wanted;
    if (wanted === undefined) return;
    const { reason, direction } = wanted;
    const event = { kind: 'free_start', at: now.mono, reason, direction, data } as const;
    const doubt = this.#parts.presence.doubt(unit.zone, now);
    this.#driver.event(unit, event, now, [...startedRow(unit, wanted), doubt]);
  }

  /** The lane is no longer part of the site: whatever was free of it ends here. */
  retire(unit: LaneUnit, now: Moment): void {
    unit.modes = { in: ABSENT, out: ABSENT };
    this.refreshFreeSpan(unit, now);
  }

  #endSpan(unit: LaneUnit, { reason, direction, passed }: FreeSpan, now: Moment): void {
    const { freePassed } = unit.state;
    const data = { passed: { in: freePassed.in - passed.in, out: freePassed.out - passed.out } };
    const event = { kind: 'free_end', at: now.mono, reason, direction, data } as const;
    const doubt = this.#parts.presence.doubt(unit.zone, now);
    this.#driver.event(unit, event, now, [endedRow(unit), doubt]);
  }

  #tell(unit: LaneUnit, now: Moment): void {
    const { in: inward, out } = unit.modes;
    const data = { in: inward.mode, out: out.mode, causes: { in: inward.cause, out: out.cause } };
    this.#driver.event(unit, { kind: 'mode_changed', at: now.mono, data }, now);
    this.#parts.log.lane(unit.id);
    this.#parts.log.touch(unit.devices);
  }
}

/** A lockdown ends what a guard has granted, also where the direction was blocked before. */
const differs = (before: EffectiveMode, now: EffectiveMode): boolean =>
  before.mode !== now.mode || (before.cause === 'lockdown') !== (now.cause === 'lockdown');

function freeSpanOf(unit: LaneUnit): FreeSpan | undefined {
  const passed = unit.state.freePassed;
  if (unit.latch !== undefined) return { reason: unit.latch, direction: undefined, passed };
  if (unit.state.service === 'ordered_out') return undefined;
  const free = unit.directions.filter((direction) => unit.modes[direction].mode === 'free');
  const [first] = free;
  if (first === undefined) return undefined;
  const direction = free.length === 1 && !unit.hasOneLock ? first : undefined;
  return { reason: unit.modes[first].cause, direction, passed };
}
