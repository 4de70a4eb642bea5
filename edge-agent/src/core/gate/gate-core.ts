import { VratarError } from '@vratar/protocol/errors';
import type { LineEvent, WishSource } from '../../line/contract.ts';
import type { Command } from '../../socket/schema.ts';
import type { Site } from '../config/index.ts';
import { phaseOf } from '../lane/phase.ts';
import type { Moment } from '../moment.ts';
import { EntryCounts } from '../passback/entry-counts.ts';
import { Presence } from '../passback/presence.ts';
import type { AccessList } from '../ports.ts';
import { Alarms } from './alarms.ts';
import { ContactDesk } from './contact-desk.ts';
import { DeviceDesk } from './device-desk.ts';
import { EffectLog } from './effect-log.ts';
import { FireDesk } from './fire-desk.ts';
import type { GateCore, Handled, OwnEvent } from './gate-core-api.ts';
import { LaneDriver } from './lane-driver.ts';
import { LaneUnit } from './lane-unit.ts';
import { ModeDesk } from './mode-desk.ts';
import { OrderedModes } from './modes.ts';
import { OrderDesk } from './order-desk.ts';
import { OrderMemory } from './order-memory.ts';
import { Outbox } from './outbox.ts';
import type { GateParts } from './parts.ts';
import { Recorder } from './recorder.ts';
import { ResetClock } from './reset-clock.ts';
import { planRewiring } from './rewiring.ts';
import { Rules } from './rules.ts';
import type { CoreStatus } from './status.ts';
import { TapDesk } from './tap-desk.ts';
import type { Effects, GateOptions } from './types.ts';
import { addressKey, type WiredDevice, type Wiring, wire } from './wiring.ts';
import { deviceWish } from './wish.ts';

/** A device that the site does not know is to do nothing. */
const NO_WISH = { outputs: [], leds: [], fire: false } as const;

/** Builds the core from the site, the latch as its files said, and the rows of an earlier run. */
export function createGateCore(options: GateOptions): GateCore {
  return new Gate(options);
}

class Gate implements GateCore {
  readonly #outbox = new Outbox();
  readonly #parts: GateParts;
  readonly #driver: LaneDriver;
  readonly #modeDesk: ModeDesk;
  readonly #fireDesk: FireDesk;
  readonly #deviceDesk: DeviceDesk;
  readonly #tapDesk: TapDesk;
  readonly #orderDesk: OrderDesk;
  readonly #contactDesk: ContactDesk;
  readonly #resets: ResetClock;

  constructor(options: GateOptions) {
    const { site, rows, now } = options;
    const wiring = wire(site);
    const rules = new Rules(site, rows);
    this.#parts = partsOf(options, wiring, rules, this.#outbox);
    for (const event of options.opening ?? []) this.#parts.recorder.record(event, now);
    this.#resets = new ResetClock(this.#parts, rows, now);
    this.#driver = new LaneDriver(this.#parts);
    this.#modeDesk = new ModeDesk(this.#parts, this.#driver);
    this.#fireDesk = new FireDesk(this.#parts, this.#driver, this.#modeDesk, options.latch, now);
    this.#deviceDesk = new DeviceDesk(this.#parts, this.#driver, now);
    this.#tapDesk = new TapDesk(this.#parts, this.#driver);
    const desks = {
      driver: this.#driver,
      modeDesk: this.#modeDesk,
      fireDesk: this.#fireDesk,
      deviceDesk: this.#deviceDesk,
    };
    this.#orderDesk = new OrderDesk(this.#parts, desks, new OrderMemory(rows));
    this.#contactDesk = new ContactDesk(this.#parts, this.#fireDesk, this.#orderDesk);
    this.#modeDesk.refresh(now);
  }

  line(line: string, event: LineEvent, now: Moment): Effects {
    if (event.kind === 'port')
      this.#parts.alarms.set('port_lost', line, !event.up, now, { why: event.reason });
    else if (event.kind === 'alarm') this.#lineAlarm(line, event, now);
    else this.#deviceEvent(line, event, now);
    return this.#finish(now);
  }

  isDue(command: Command, now: Moment): boolean {
    return this.#orderDesk.isDue(command, now);
  }

  command(command: Command, now: Moment, handled?: Handled) {
    const { answer, after } = this.#orderDesk.carryOut(command, now, handled);
    return { answer, after, effects: this.#finish(now) };
  }

  setList(list: AccessList, now: Moment): Effects {
    this.#parts.rules.setList(list);
    this.#parts.recorder.list = list.version;
    this.#modeDesk.refresh(now);
    return this.#finish(now);
  }

  rewire(site: Site, now: Moment): Effects {
    const parts = this.#parts;
    const plan = planRewiring(parts.site, site, parts.units, this.#fireDesk.latched);
    for (const lane of plan.lanes) this.#retire(parts.units.get(lane), now);
    const before = parts.units;
    parts.site = site;
    parts.wiring = wire(site);
    parts.units = unitsOf(site, parts.wiring, (lane) =>
      plan.lanes.has(lane) ? undefined : before.get(lane),
    );
    this.#deviceDesk.rewired(plan.devices, now);
    this.#fireDesk.rewired(plan.fireInputs, now);
    this.#modeDesk.refresh(now);
    for (const unit of parts.units.values()) parts.log.lane(unit.id);
    return this.#finish(now);
  }

  tick(now: Moment): Effects {
    this.#resets.tick(now);
    this.#modeDesk.refresh(now);
    this.#deviceDesk.tick(now);
    this.#fireDesk.tick(now);
    this.#contactDesk.tick(now);
    return this.#finish(now);
  }

  nextTick(): number {
    const lanes = [...this.#parts.units.values()].map((unit) => this.#driver.nextTimer(unit));
    return Math.min(
      ...lanes,
      this.#fireDesk.nextTimer(),
      this.#deviceDesk.nextTimer(),
      this.#parts.modes.nextExpiry(),
    );
  }

  takeDrafts(limit: number) {
    return this.#outbox.take(limit);
  }

  committed(through: number, now: Moment): Effects {
    this.#outbox.committed(through);
    if (this.#outbox.waiting === 0) this.#parts.alarms.set('journal_slow', '', false, now);
    for (const unit of this.#parts.units.values()) {
      const { committing } = unit.state;
      const waits = committing !== undefined && committing.draft <= through;
      if (waits) this.#stageCommitted(unit, committing.trace, committing.direction, now);
      this.#driver.step(unit, { kind: 'committed', through, at: now.mono }, now);
    }
    return this.#finish(now);
  }

  returnDrafts(): void {
    this.#outbox.giveBack();
  }

  record(event: OwnEvent, now: Moment): Effects {
    this.#parts.recorder.record(event, now);
    return this.#finish(now);
  }

  alarm(code: string, subject: string, on: boolean, now: Moment, data?: Record<string, unknown>): Effects {
    this.#parts.alarms.set(code, subject, on, now, data);
    return this.#finish(now);
  }

  wishes(line: string): WishSource {
    return (address, now) => {
      const { wiring, units } = this.#parts;
      const device = wiring.byAddress.get(addressKey(line, address));
      return device === undefined ? NO_WISH : deviceWish(device, units, now);
    };
  }

  status(_now: Moment): CoreStatus {
    const { alarms, modes, presence, rules, units } = this.#parts;
    const { list } = rules;
    const zones = [...new Set([...units.values()].map(({ zone }) => zone))];
    return {
      lanes: [...units.values()].map(viewOf),
      zones: this.#fireDesk.views(),
      devices: this.#deviceDesk.views(),
      alarms: alarms.active,
      list: {
        version: list?.version ?? 0,
        entries: list?.size ?? 0,
        ...(list === undefined ? {} : { issuedAt: list.issuedAt }),
      },
      waiting: this.#outbox.waiting,
      dropped: this.#outbox.dropped,
      lockdown: modes.lockdown,
      inside: zones.map((zone) => {
        const max = rules.maxInside(zone);
        return { zone, count: presence.inside(zone), ...(max === undefined ? {} : { max }) };
      }),
    };
  }

  why(query: { token: string; lane: string; direction: 'in' | 'out'; utc: number }, now: Moment) {
    const unit = this.#parts.units.get(query.lane);
    if (unit === undefined) throw new VratarError('lane_unknown', { lane: query.lane });
    return this.#tapDesk.why(unit, query.direction, query.token, { ...now, utc: query.utc });
  }

  #deviceEvent(line: string, event: Exclude<LineEvent, { kind: 'port' | 'alarm' }>, now: Moment): void {
    const device = this.#parts.wiring.byAddress.get(addressKey(line, event.address));
    if (device === undefined) return;
    if (event.kind === 'offline') {
      this.#deviceDesk.offline(device, event.reason, event.heardAt, now);
      this.#fireDesk.offline(device, now);
      return;
    }
    if (event.kind === 'online') this.#deviceDesk.online(device, event.secure, now);
    if (event.kind === 'card') this.#tapDesk.card(device, event, now);
    if (event.kind === 'keypad') this.#tapDesk.keypad(device, event, now);
    if (event.kind === 'inputs') this.#inputs(device, event, now);
    if (event.kind === 'outputs') this.#outputs(device, event, now);
    if (event.kind === 'local') {
      this.#parts.alarms.set('tamper', device.id, event.tamper, now);
      this.#parts.alarms.set('power_fault', device.id, event.powerFault, now);
    }
  }

  /** Fire first. What an untrusted device says of anything else is not believed. */
  #inputs(device: WiredDevice, event: Extract<LineEvent, { kind: 'inputs' }>, now: Moment): void {
    this.#fireDesk.inputs(device, event, now);
    if (!event.trusted) return;
    this.#deviceDesk.sensors(device, event, now);
    this.#contactDesk.report(device, event.states, now);
  }

  #outputs(device: WiredDevice, event: Extract<LineEvent, { kind: 'outputs' }>, now: Moment): void {
    this.#fireDesk.outputs(device, event.on, event.at, now);
    for (const use of device.outputs) {
      const released = event.on[use.point.output];
      if (use.kind !== 'release' || released !== (use.point.energised === 'unlocks')) continue;
      const unit = this.#parts.units.get(use.lane)!;
      for (const direction of use.directions) {
        this.#driver.step(unit, { kind: 'released', direction, at: event.at }, now);
      }
    }
  }

  #lineAlarm(line: string, event: Extract<LineEvent, { kind: 'alarm' }>, now: Moment): void {
    const { address, code, on } = event;
    const device =
      address === undefined ? undefined : this.#parts.wiring.byAddress.get(addressKey(line, address));
    this.#parts.alarms.set(code, device?.id ?? line, on, now);
  }

  /** Nothing of a lane that is gone, or built anew, is left open in the journal. */
  #retire(unit: LaneUnit | undefined, now: Moment): void {
    if (unit === undefined) return;
    for (const fault of [...unit.faults]) this.#driver.fault(unit, fault, false, now, now.mono);
    this.#modeDesk.retire(unit, now);
    this.#parts.alarms.endAll(unit.id, now);
  }

  #stageCommitted(unit: LaneUnit, trace: string, direction: 'in' | 'out', now: Moment): void {
    this.#parts.log.stage({
      trace,
      stage: 'committed',
      at: now.mono,
      lane: unit.id,
      direction,
      code: 'granted',
    });
  }

  #finish(now: Moment): Effects {
    for (const unit of this.#parts.units.values()) this.#driver.run(unit, now);
    return this.#parts.log.collect(this.#outbox.ready);
  }
}

function partsOf(options: GateOptions, wiring: Wiring, rules: Rules, outbox: Outbox): GateParts {
  const { site, boot, rows, now, readCard, nextTrace } = options;
  const log = new EffectLog();
  const recorder = new Recorder(boot, outbox);
  let ids = 0;
  return {
    site,
    wiring,
    units: unitsOf(site, wiring, () => undefined),
    recorder,
    log,
    alarms: new Alarms(recorder, log),
    presence: new Presence(rows),
    entries: new EntryCounts(rows),
    modes: new OrderedModes(rows, now),
    rules,
    readCard,
    nextTrace,
    nextId: () => ++ids,
  };
}

/** @param known a lane that goes on as it is */
function unitsOf(site: Site, wiring: Wiring, known: (lane: string) => LaneUnit | undefined) {
  const devices = [...wiring.devices.values()];
  const units = site.lanes.map((lane) => {
    const mine = devices.filter(({ outputs, readers }) =>
      [...outputs, ...readers].some((use) => use.lane === lane.id),
    );
    const unit = known(lane.id) ?? new LaneUnit(lane, site.building, mine);
    unit.devices = mine;
    return [lane.id, unit] as const;
  });
  return new Map(units);
}

function viewOf(unit: LaneUnit) {
  const { in: inward, out } = unit.modes;
  return {
    lane: unit.id,
    building: unit.building,
    state: phaseOf(unit.state),
    modes: { in: inward.mode, out: out.mode },
    faults: [...unit.faults],
    ...(unit.lastTap === undefined ? {} : { lastTap: unit.lastTap }),
  };
}
