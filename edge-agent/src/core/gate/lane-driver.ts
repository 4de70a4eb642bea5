import type { SensorRole, Signal } from '../lane/decoders.ts';
import { nextTimer } from '../lane/phase.ts';
import { reportSensors, runSensors, type SensorStep, sensorTimer } from '../lane/sensors.ts';
import { runLane, stepLane } from '../lane/step.ts';
import type { Grant, LaneEffect, LaneEventDraft, LaneInput, LaneStep } from '../lane/types.ts';
import { type Moment, momentAt } from '../moment.ts';
import type { StateChange } from '../state-rows.ts';
import { FEEDBACK_MS, type LaneUnit } from './lane-unit.ts';
import type { GateParts } from './parts.ts';

/** Drives the lanes' state machines and carries out what they say. */
export class LaneDriver {
  readonly #parts: GateParts;

  constructor(parts: GateParts) {
    this.#parts = parts;
  }

  /** One input for one lane; what was due before it happens first. */
  step(unit: LaneUnit, input: LaneInput, now: Moment): void {
    this.#apply(unit, runLane(unit.state, Math.min(input.at, now.mono), unit.context), now);
    this.#apply(unit, stepLane(unit.state, input, unit.context), now);
  }

  /** A report of contacts that see bodies. */
  sensors(unit: LaneUnit, reports: Partial<Record<SensorRole, boolean>>, at: number, now: Moment): void {
    const roles = Object.keys(reports) as SensorRole[];
    if (roles.some((role) => unit.sensors.contacts[role] === undefined)) unit.firstReadAt = at;
    this.#signals(unit, reportSensors(unit.sensors, reports, at, unit.sensorSettings), now);
  }

  /**
   * A door that was just read, and stands open while its lane takes it for shut: it was open as a device
   * came back, the lane came into service, or a fire was reset. Whoever goes through is recorded by nothing.
   */
  found(unit: LaneUnit, at: number, now: Moment): void {
    const { contact } = unit.sensors.contacts;
    if (unit.config.sensors.kind !== 'door' || contact?.active !== true) return;
    const { body, service, evacuation } = unit.state;
    if (contact.changingSince !== undefined || body !== undefined || service !== 'in' || evacuation) return;
    this.step(unit, { kind: 'begin', direction: undefined, at, found: true }, now);
  }

  /** Until the latest report, of `at`, nothing was seen since then. */
  blind(unit: LaneUnit, span: Omit<Extract<LaneInput, { kind: 'blind' }>, 'kind'>, now: Moment): void {
    const { since, at } = span;
    unit.wasBlind({ since, at });
    this.step(unit, { kind: 'blind', ...span }, now);
  }

  /** Whatever is due. */
  run(unit: LaneUnit, now: Moment): void {
    if (now.mono >= sensorTimer(unit.sensors, unit.sensorSettings)) {
      this.#signals(unit, runSensors(unit.sensors, now.mono, unit.sensorSettings), now);
    }
    this.#apply(unit, runLane(unit.state, now.mono, unit.context), now);
  }

  nextTimer(unit: LaneUnit): number {
    const lane = unit.state.evacuation ? Number.POSITIVE_INFINITY : nextTimer(unit.state, unit.context);
    return Math.min(lane, sensorTimer(unit.sensors, unit.sensorSettings));
  }

  #signals(unit: LaneUnit, step: SensorStep, now: Moment): void {
    const stuckBefore = unit.sensors.stuck.length;
    unit.sensors = step.state;
    for (const signal of step.signals) this.step(unit, { ...signal, ...unseen(unit, signal) }, now);
    const stuck = step.state.stuck.length;
    if (stuck !== stuckBefore) this.fault(unit, 'sensor_stuck', stuck > 0, now, stuckSince(unit) ?? now.mono);
  }

  /**
   * A fault of a lane starts or ends; the last one to end says that the lane is whole again.
   * @param since monotonic ms; a start is told with the time at which it began, not at which it was noticed
   */
  fault(
    unit: LaneUnit,
    code: string,
    on: boolean,
    now: Moment,
    since: number,
    data?: Readonly<Record<string, unknown>>,
  ): void {
    if (unit.faults.has(code) === on) return;
    if (on) unit.faults.add(code);
    else unit.faults.delete(code);
    const reason = code.split(' ')[0];
    if (on) this.event(unit, { kind: 'lane_fault', at: since, reason, data }, now);
    else if (unit.faults.size === 0) this.event(unit, { kind: 'lane_ok', at: now.mono, reason }, now);
    this.#parts.log.lane(unit.id);
  }

  event(unit: LaneUnit, event: LaneEventDraft, now: Moment, changes: readonly StateChange[] = []): number {
    const { at, data, ...fields } = event;
    const place = { lane: unit.id, building: unit.building };
    return this.#parts.recorder.record(
      { ...fields, ...place, data: data as Record<string, unknown> | undefined },
      now,
      changes,
      Math.min(at, now.mono),
    );
  }

  #apply(unit: LaneUnit, step: LaneStep, now: Moment): void {
    if (step.state === unit.state && step.effects.length === 0) return;
    unit.state = step.state;
    this.#parts.log.lane(unit.id);
    this.#parts.log.touch(unit.devices);
    for (const effect of step.effects) {
      if (effect.kind === 'event') this.#tell(unit, effect.event, effect.moved, now);
      else this.#carryOut(unit, effect, now);
    }
  }

  /** A person's move is written with the event that says so. */
  #tell(unit: LaneUnit, event: LaneEventDraft, moved: Grant | undefined, now: Moment): void {
    const changes = moved === undefined ? [] : this.moved(unit, moved, momentAt(now, event.at));
    this.event(unit, event, now, changes);
    if (moved !== undefined) this.#parts.log.stage(this.#stage(unit, moved, 'passage', event.at));
  }

  #carryOut(unit: LaneUnit, effect: Exclude<LaneEffect, { kind: 'event' }>, now: Moment): void {
    const { alarms, log, nextId, presence, recorder } = this.#parts;
    switch (effect.kind) {
      case 'opened':
        if (effect.slow) alarms.set('journal_slow', '', true, now);
        log.stage(this.#stage(unit, effect.grant, 'opened', effect.at));
        return;
      case 'ended':
        if (!effect.used) log.stage(this.#stage(unit, effect.grant, 'timed_out', effect.at));
        return;
      case 'siren': {
        const until = effect.at + unit.config.timing.sirenMs;
        unit.siren = { id: nextId(), until };
        return;
      }
      case 'unseen': {
        const { language } = this.#parts.rules.policy;
        const until = effect.at + FEEDBACK_MS;
        unit.feedback[effect.direction] = { id: nextId(), code: 'passage_unclear', language, until };
        return;
      }
      case 'doubt':
        recorder.keep([presence.doubt(unit.zone, momentAt(now, effect.at))]);
        return;
      case 'alarm':
        alarms.set(effect.code, unit.id, effect.on, now);
    }
  }

  #stage(unit: LaneUnit, grant: Grant, stage: 'opened' | 'passage' | 'timed_out', at: number) {
    return {
      trace: grant.trace,
      stage,
      at,
      lane: unit.id,
      direction: grant.direction,
      code: 'granted',
    } as const;
  }

  /** What a passage changes: where its holder is, and how often the credential was used to enter. */
  moved(
    unit: LaneUnit,
    { holder, direction, counted }: Pick<Grant, 'holder' | 'direction' | 'counted'>,
    at: Moment,
  ): StateChange[] {
    const { entries, presence } = this.#parts;
    if (holder === undefined) return [];
    const changes = [presence.moved(unit.zone, holder, direction, unit.id, at)];
    if (counted !== undefined && direction === 'in') changes.push(entries.entered(counted));
    return changes;
  }
}

const unseen = (unit: LaneUnit, { kind, at }: Signal) =>
  kind === 'begin' ? { unseen: unit.unseenSince(at), ...(at === unit.firstReadAt && { found: true }) } : {};

/** Since when the sensors that are stuck say nothing. */
function stuckSince({ sensors }: LaneUnit): number | undefined {
  const times = sensors.stuck.map((role) => sensors.contacts[role]?.activeSince ?? Number.POSITIVE_INFINITY);
  return times.length === 0 ? undefined : Math.min(...times);
}
