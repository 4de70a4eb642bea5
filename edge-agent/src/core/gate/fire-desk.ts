import type { LineEvent } from '../../line/contract.ts';
import type { FireZone } from '../config/index.ts';
import { sameConfig } from '../config/same-config.ts';
import {
  type Confirmation,
  loseOutputs,
  reportOutput,
  shoutAt,
  startConfirmation,
} from '../fire/confirmation.ts';
import { type InputReading, readFireContact } from '../fire/contact.ts';
import { mergeLatches } from '../fire/latch.ts';
import { recoverLatch } from '../fire/recover.ts';
import { heldZones, inputsOf, latchOf, latchOfZone, startFire, stepFire, zonesOf } from '../fire/step.ts';
import { toldLatch, untold } from '../fire/told.ts';
import type { FireEffect, FireInputEvent, FireState } from '../fire/types.ts';
import { NEW_SENSORS } from '../lane/sensors.ts';
import type { Moment } from '../moment.ts';
import type { StateRow } from '../state-rows.ts';
import type { LaneDriver } from './lane-driver.ts';
import type { LaneUnit } from './lane-unit.ts';
import type { ModeDesk } from './mode-desk.ts';
import type { GateParts } from './parts.ts';
import type { ZoneView } from './status.ts';
import { tellFire } from './tell-fire.ts';
import type { GateOptions } from './types.ts';
import type { WiredDevice } from './wiring.ts';

/** Inputs are read every second; a device that has not been read for so long has lost its inputs (I2: within 10 s). */
const INPUTS_LOST_MS = 8_000;

type Inputs = Extract<LineEvent, { kind: 'inputs' }>;

/** Fire on this site: zones, latches, and the proof that every lane is free. */
export class FireDesk {
  readonly #parts: GateParts;
  readonly #driver: LaneDriver;
  readonly #modeDesk: ModeDesk;
  readonly #readAt = new Map<string, number>();
  #state: FireState;

  constructor(
    parts: GateParts,
    driver: LaneDriver,
    modeDesk: ModeDesk,
    { latch, rows, now }: Pick<GateOptions, 'latch' | 'rows' | 'now'>,
  ) {
    this.#parts = parts;
    this.#driver = driver;
    this.#modeDesk = modeDesk;
    const zones = parts.site.fire.zones.map(({ id }) => id);
    const told = toldLatch(rows, parts.nextTrace);
    const { latch: found, doubt } = recoverLatch(latch, told, zones, parts.nextTrace);
    this.#state = startFire(parts.site.fire, found, now);
    for (const device of this.#devices()) this.#readAt.set(device.id, now.mono);
    if (latch.kind !== 'read' || !sameConfig(latch.latch, latchOf(this.#state)))
      this.#parts.log.latch(latchOf(this.#state));
    const late = untold(found, told, doubt);
    for (const effect of late) tellFire(this.#parts, effect, now);
    const isLate = late.some(({ kind }) => kind === 'set');
    this.#freeLanes(now, { restored: true, ...(isLate && { observed_late: true }) });
  }

  /** Zones that are latched now. */
  get latched(): readonly FireZone[] {
    return this.#zones().filter(({ id }) => latchOfZone(this.#state.zones[id]) !== undefined);
  }

  /** What the journal knows, when it could not be read before: a fire that the latch files do not know is one. */
  recall(rows: readonly StateRow[], now: Moment): void {
    const known = latchOf(this.#state);
    const merged = mergeLatches(known, toldLatch(rows, this.#parts.nextTrace));
    const isNew = (id: string) =>
      merged[id]!.hold !== undefined && merged[id]!.hold.id !== known[id]?.hold?.id;
    const found = Object.keys(merged).filter(isNew);
    if (found.length === 0) return;
    const since = { since: now.mono, sinceUtc: now.utc };
    const zones = Object.fromEntries(found.map((id) => [id, { record: merged[id]!, ...since }]));
    this.#state = { ...this.#state, zones: { ...this.#state.zones, ...zones } };
    this.#parts.log.latch(latchOf(this.#state));
    this.#freeLanes(now, { restored: true });
  }

  /** The wiring has changed: inputs that are new or moved are not read yet; lanes that are new obey the latches at once. */
  rewired(changedInputs: ReadonlySet<string>, now: Moment): void {
    const { fire } = this.#parts.site;
    const { inputs, zones } = this.#state;
    for (const id of changedInputs) this.#parts.alarms.endAll(id, now);
    const fresh = startFire(fire, {}, now);
    const kept = <T>(before: Readonly<Record<string, T>>, ids: readonly string[]): Record<string, T> =>
      Object.fromEntries(ids.flatMap((id) => (id in before ? [[id, before[id]!]] : [])));
    const same = Object.keys(fresh.inputs).filter((id) => !changedInputs.has(id));
    this.#state = {
      inputs: { ...fresh.inputs, ...kept(inputs, same) },
      zones: { ...fresh.zones, ...kept(zones, [...Object.keys(fresh.zones), ...heldZones(this.#state)]) },
    };
    this.#readAt.clear();
    for (const device of this.#devices()) this.#readAt.set(device.id, now.mono);
    this.#hearAlarmsAnew(now);
    this.#freeLanes(now);
  }

  /** A zone that begins to listen to an input in alarm has to hear it: it will not change again. */
  #hearAlarmsAnew(now: Moment): void {
    const { inputs, zones } = this.#state;
    const unheard = this.#parts.site.fire.zones.flatMap((zone) =>
      latchOfZone(zones[zone.id]) === 'fire' ? [] : inputsOf(zone, this.#state, 'alarm'),
    );
    const all = (reading: InputReading) => Object.fromEntries(unheard.map((id) => [id, reading]));
    this.#state = { zones, inputs: { ...inputs, ...all('unread') } };
    this.#step({ kind: 'readings', readings: all('alarm') }, now);
  }

  /** Carries out an order; `undefined` when it was done. */
  order(input: Exclude<FireInputEvent, { kind: 'readings' }>, now: Moment): string | undefined {
    const effects = this.#step(input, now);
    const refusal = effects.find((effect) => effect.kind === 'refused');
    return refusal?.code;
  }

  /** A device reported its inputs. What an untrusted one says may raise an alarm and never clear one (I10). */
  inputs(device: WiredDevice, event: Inputs, now: Moment): void {
    const fire = device.contacts.filter(({ use }) => use.kind === 'fire');
    if (fire.length === 0) return;
    this.#readAt.set(device.id, event.at);
    const readings: Record<string, InputReading> = {};
    for (const { input, use } of fire) {
      if (use.kind !== 'fire') continue;
      const reading = readFireContact(use.input, event.states[input]);
      const before = this.#state.inputs[use.input.id];
      if (event.trusted || reading === 'alarm') readings[use.input.id] = reading;
      else if (before !== 'alarm') readings[use.input.id] = 'unreadable';
    }
    this.#step({ kind: 'readings', readings }, now);
  }

  /** The device no longer answers: its inputs cannot be read, its releases are no longer proved. */
  offline(device: WiredDevice, now: Moment): void {
    this.#lose(device, now);
    for (const unit of this.#parts.units.values()) {
      if (unit.confirmation === undefined) continue;
      const outputs = releaseKeys(unit, (key) => key.startsWith(`${device.id} `));
      unit.confirmation = loseOutputs(unit.confirmation, outputs, now.mono);
    }
  }

  /** Output status: the only proof that a release happened. */
  outputs(device: WiredDevice, on: readonly boolean[], at: number, now: Moment): void {
    for (const use of device.outputs) {
      const unit = this.#parts.units.get(use.lane)!;
      const energised = on[use.point.output];
      if (use.kind !== 'release' || unit.confirmation === undefined || energised === undefined) continue;
      const released = energised === (use.point.energised === 'unlocks');
      const step = reportOutput(unit.confirmation, `${device.id} ${use.point.output}`, released, at);
      unit.confirmation = step.confirmation;
      if (step.change === 'calm') this.#parts.alarms.set('fire_unconfirmed', unit.id, false, now);
    }
  }

  tick(now: Moment): void {
    for (const device of this.#devices()) {
      if (now.mono - this.#readAt.get(device.id)! >= INPUTS_LOST_MS) this.#lose(device, now);
    }
    for (const unit of this.#parts.units.values()) this.#shout(unit, now);
  }

  nextTimer(): number {
    const { confirmMs } = this.#parts.site.fire;
    let next = Number.POSITIVE_INFINITY;
    for (const { confirmation } of this.#parts.units.values()) {
      if (confirmation !== undefined) next = Math.min(next, shoutAt(confirmation, confirmMs));
    }
    return next;
  }

  views(): ZoneView[] {
    return this.#zones().map((zone) => this.#view(zone));
  }

  #view(zone: FireZone): ZoneView {
    const { sinceUtc } = this.#state.zones[zone.id]!;
    const latch = latchOfZone(this.#state.zones[zone.id]);
    const inAlarm = inputsOf(zone, this.#state, 'alarm');
    const unreadable = [
      ...inputsOf(zone, this.#state, 'unreadable'),
      ...inputsOf(zone, this.#state, 'unread'),
    ];
    const lanes = this.#lanesOf(zone).filter(({ confirmation }) => (confirmation?.waiting.length ?? 0) > 0);
    const unlatched = unreadable.length > 0 ? 'fault' : 'normal';
    const latched = latch === 'drill' ? 'drill' : inAlarm.length > 0 ? 'alarm' : 'latched';
    return {
      zone: zone.id,
      state: latch === undefined ? unlatched : latched,
      ...(latch === undefined ? {} : { since: sinceUtc }),
      unconfirmed: lanes.map(({ id }) => id),
      inAlarm,
      unreadable,
    };
  }

  #step(input: FireInputEvent, now: Moment): readonly FireEffect[] {
    const step = stepFire(this.#parts.site.fire, this.#state, input, now, this.#parts.nextTrace);
    this.#state = step.state;
    const changed = step.effects.some(({ kind }) => kind === 'set' || kind === 'reset');
    if (changed) {
      this.#parts.log.latch(latchOf(this.#state));
      const late = step.effects.some((effect) => effect.kind === 'set' && effect.observedLate);
      this.#freeLanes(now, late ? { observed_late: true } : undefined);
    }
    for (const effect of step.effects) tellFire(this.#parts, effect, now);
    return step.effects;
  }

  /** Every lane is held by the strongest latch of its zones. The lanes come first; the journal follows. */
  #freeLanes(now: Moment, data?: Readonly<Record<string, unknown>>): void {
    for (const unit of this.#parts.units.values()) {
      const before = unit.latch;
      const latches = this.#zones()
        .filter((zone) => zone.lanes?.includes(unit.id) ?? true)
        .map(({ id }) => latchOfZone(this.#state.zones[id]));
      unit.latch = latches.includes('fire') ? 'fire' : latches.includes('drill') ? 'drill' : undefined;
      if (unit.latch === before) continue;
      if (before === undefined || unit.latch === undefined) this.#evacuate(unit, now);
      this.#modeDesk.refreshFreeSpan(unit, now, data);
    }
  }

  #evacuate(unit: LaneUnit, now: Moment): void {
    const on = unit.latch !== undefined;
    const keys = releaseKeys(unit, () => true);
    unit.confirmation = on ? startConfirmation(keys, now.mono) : undefined;
    unit.siren = undefined;
    unit.firsts = {};
    this.#driver.step(unit, { kind: 'evacuate', on, at: now.mono }, now);
    if (on) return;
    this.#parts.alarms.set('fire_unconfirmed', unit.id, false, now);
    this.#parts.alarms.set('arms_not_dropped', unit.id, false, now);
    // What the sensors saw of a crowd says nothing about the next body.
    unit.sensors = { ...unit.sensors, pair: NEW_SENSORS.pair };
  }

  #lose(device: WiredDevice, now: Moment): void {
    const readings = device.contacts.flatMap(({ use }) =>
      use.kind === 'fire' ? [[use.input.id, 'unreadable'] as const] : [],
    );
    if (readings.length > 0) this.#step({ kind: 'readings', readings: Object.fromEntries(readings) }, now);
  }

  #shout(unit: LaneUnit, now: Moment): void {
    const { confirmation } = unit;
    if (confirmation === undefined || now.mono < shoutAt(confirmation, this.#parts.site.fire.confirmMs))
      return;
    unit.confirmation = { ...confirmation, shouted: true } satisfies Confirmation;
    const data = { outputs: confirmation.waiting };
    this.#driver.event(unit, { kind: 'fire_unconfirmed', at: now.mono, data }, now);
    this.#parts.alarms.set('fire_unconfirmed', unit.id, true, now);
  }

  #devices(): WiredDevice[] {
    const all = [...this.#parts.wiring.devices.values()];
    return all.filter(({ contacts }) => contacts.some(({ use }) => use.kind === 'fire'));
  }

  #zones(): readonly FireZone[] {
    return zonesOf(this.#parts.site.fire, this.#state);
  }

  #lanesOf(zone: FireZone): LaneUnit[] {
    return [...this.#parts.units.values()].filter(({ id }) => zone.lanes?.includes(id) ?? true);
  }
}

function releaseKeys(unit: LaneUnit, which: (key: string) => boolean): string[] {
  const points = unit.directions.map((direction) => unit.config[direction]!.release);
  const keys = points.map(({ device, output }) => `${device} ${output}`);
  return [...new Set(keys)].filter(which);
}
