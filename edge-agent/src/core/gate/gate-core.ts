import { VratarError } from '@vratar/protocol/errors';
import type { LineEvent, WishSource } from '../../line/contract.ts';
import type { Command } from '../../socket/schema.ts';
import type { Site } from '../config/index.ts';
import type { Moment } from '../moment.ts';
import type { AccessList } from '../ports.ts';
import type { StateRow } from '../state-rows.ts';
import { partsOf, unitsOf } from './build-parts.ts';
import { ContactDesk } from './contact-desk.ts';
import { coreStatus } from './core-status.ts';
import { DeviceDesk } from './device-desk.ts';
import { endUntold } from './evacuations.ts';
import { FireDesk } from './fire-desk.ts';
import type { GateCore, Handled, OwnEvent } from './gate-core-api.ts';
import { LaneDriver } from './lane-driver.ts';
import type { LaneUnit } from './lane-unit.ts';
import { LineDesk } from './line-desk.ts';
import { ModeDesk } from './mode-desk.ts';
import { OrderDesk } from './order-desk.ts';
import { OrderMemory } from './order-memory.ts';
import { Outbox } from './outbox.ts';
import type { GateParts } from './parts.ts';
import { ResetClock } from './reset-clock.ts';
import { planRewiring } from './rewiring.ts';
import { Rules } from './rules.ts';
import { tellStanding } from './standing.ts';
import type { CoreStatus } from './status.ts';
import { TapDesk } from './tap-desk.ts';
import type { Effects, GateOptions } from './types.ts';
import { addressKey, wire } from './wiring.ts';
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
  readonly #lineDesk: LineDesk;
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
    this.#fireDesk = new FireDesk(this.#parts, this.#driver, this.#modeDesk, options);
    endUntold(this.#parts, rows, now);
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
    this.#lineDesk = new LineDesk(this.#parts, {
      ...desks,
      tapDesk: this.#tapDesk,
      contactDesk: this.#contactDesk,
    });
    this.#modeDesk.refresh(now);
  }

  line(line: string, event: LineEvent, now: Moment): Effects {
    this.#lineDesk.take(line, event, now);
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
    this.#contactDesk.rewired();
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

  recall(rows: readonly StateRow[], now: Moment): Effects {
    this.#fireDesk.recall(rows, now);
    return this.#finish(now);
  }

  returnDrafts(): void {
    this.#outbox.giveBack();
  }

  record(event: OwnEvent, now: Moment): Effects {
    this.#parts.recorder.record(event, now);
    if (event.kind === 'day_close') tellStanding(this.#parts.units.values(), this.#driver, now);
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

  status(now: Moment): CoreStatus {
    return coreStatus(
      {
        parts: this.#parts,
        fireDesk: this.#fireDesk,
        deviceDesk: this.#deviceDesk,
        outbox: this.#outbox,
      },
      now,
    );
  }

  knows(token: string): boolean {
    return this.#parts.rules.list?.find(token) !== undefined;
  }

  why(query: { token: string; lane: string; direction: 'in' | 'out'; utc: number }, now: Moment) {
    const unit = this.#parts.units.get(query.lane);
    if (unit === undefined) throw new VratarError('lane_unknown', { lane: query.lane });
    return this.#tapDesk.why(unit, query.direction, query.token, query.utc, now);
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
