import type { Command, CommandAnswer, Order } from '../../socket/schema.ts';
import { countedBy, holderOf, tokenToTell } from '../decision/types.ts';
import { isReady } from '../lane/phase.ts';
import type { Grant } from '../lane/types.ts';
import type { Moment } from '../moment.ts';
import { isTimezone } from '../schedule/local-time.ts';
import type { Direction } from '../schedule/lookup.ts';
import type { DeviceDesk } from './device-desk.ts';
import type { FireDesk } from './fire-desk.ts';
import type { Handled } from './gate-core-api.ts';
import type { LaneDriver } from './lane-driver.ts';
import type { LaneUnit } from './lane-unit.ts';
import type { ModeDesk } from './mode-desk.ts';
import { orderMark } from './order-mark.ts';
import type { OrderMemory } from './order-memory.ts';
import type { GateParts } from './parts.ts';
import { COMMIT_WAIT_MS } from './tap-desk.ts';

/** Stable code of a refusal; undefined: done. */
type Refusal = string | undefined;
type OrderOf<N extends Order['name']> = Extract<Order, { name: N }>;

interface Desks {
  readonly driver: LaneDriver;
  readonly modeDesk: ModeDesk;
  readonly fireDesk: FireDesk;
  readonly deviceDesk: DeviceDesk;
}

/** Orders of guards, the cloud and tools: each carried out once, journaled, and answered. */
export class OrderDesk {
  readonly #parts: GateParts;
  readonly #desks: Desks;
  readonly #memory: OrderMemory;

  constructor(parts: GateParts, desks: Desks, memory: OrderMemory) {
    this.#parts = parts;
    this.#desks = desks;
    this.#memory = memory;
  }

  /** @returns the answer, and the draft that must be durable before it is given (0: none) */
  carryOut(
    command: Command,
    now: Moment,
    handled?: Handled,
  ): { readonly answer: CommandAnswer; readonly after: number } {
    const { id, issuer, order } = command;
    const earlier = this.#memory.recall(id);
    const mark = orderMark(order);
    if (earlier !== undefined) {
      const isOther = earlier.order !== undefined && earlier.order !== mark;
      const again = isOther
        ? answer(id, 'refused', 'command_id_used')
        : answer(id, 'repeated', earlier.code ?? undefined);
      return { answer: again, after: 0 };
    }
    const expired = this.#isExpired(command, now);
    const refusal = expired ? 'command_expired' : (handled?.refusal ?? this.#order(order, issuer, now));
    const changes = this.#memory.remember(id, { code: refusal ?? null, order: mark }, now.utc);
    const { lane, direction } = order as { lane?: string; direction?: Direction };
    const { name, ...details } = order;
    const said = name === 'rotate_key' ? (handled?.data ?? {}) : this.#told(details);
    const data = { command: id, by: issuer, order: name, ...said };
    const after = this.#parts.recorder.record(
      { kind: 'command', lane, direction, reason: refusal ?? 'done', data },
      now,
      changes,
    );
    const outcome = expired ? 'expired' : refusal === undefined ? 'done' : 'refused';
    return { answer: answer(id, outcome, refusal), after };
  }

  isDue(command: Command, now: Moment): boolean {
    return this.#memory.recall(command.id) === undefined && !this.#isExpired(command, now);
  }

  #isExpired({ expiresAt }: Command, now: Moment): boolean {
    return now.utc > expiresAt && this.#parts.rules.timeTrusted(now);
  }

  /** A release button beside a lane was pressed. */
  button(unit: LaneUnit, direction: Direction, now: Moment): void {
    if (this.#refusalOf(unit, 'button', direction, now) !== undefined) return;
    const trace = this.#parts.nextTrace();
    const event = { kind: 'granted', at: now.mono, direction, reason: 'release_button', trace } as const;
    const draft = this.#desks.driver.event(unit, event, now);
    this.#grant(unit, { direction, by: 'button', trace, draft }, now);
  }

  #order(order: Order, by: string, now: Moment): Refusal {
    const { modes, rules, recorder } = this.#parts;
    const { fireDesk, modeDesk } = this.#desks;
    switch (order.name) {
      case 'release':
        return this.#onLane(order, (unit) => this.#release(unit, order, by, now));
      case 'attest':
        return this.#onLane(order, (unit) => this.#attest(unit, order, by, now));
      case 'mode':
        return this.#onLane(order, (unit) => this.#mode(unit, order, now));
      case 'lane_service':
        return this.#onLane(order, (unit) => this.#service(unit, order, now));
      case 'lockdown':
        recorder.keep([modes.setLockdown(order.on)]);
        modeDesk.refresh(now);
        return undefined;
      case 'fire_reset':
        return fireDesk.order({ kind: 'reset', zone: order.zone, by, override: order.override }, now);
      case 'fire_drill':
        return fireDesk.order({ kind: 'drill', zone: order.zone, on: order.on, by }, now);
      case 'passback_reset':
        recorder.keep(this.#forget(order));
        return undefined;
      case 'rotate_key':
        return undefined;
      case 'time_zone':
        if (!isTimezone(order.zone)) return 'timezone_unknown';
        recorder.keep([rules.setTimezone(order.zone)]);
        modeDesk.refresh(now);
        return undefined;
    }
  }

  #onLane(order: { readonly lane: string }, act: (unit: LaneUnit) => Refusal): Refusal {
    const unit = this.#parts.units.get(order.lane);
    return unit === undefined ? 'lane_unknown' : act(unit);
  }

  #release(unit: LaneUnit, { direction, reason }: OrderOf<'release'>, by: string, now: Moment): Refusal {
    const refusal = this.#refusalOf(unit, 'release', direction, now);
    if (refusal !== undefined) return refusal;
    const trace = this.#parts.nextTrace();
    const event = { kind: 'guard_release', at: now.mono, direction, reason, trace, data: { by } } as const;
    const draft = this.#desks.driver.event(unit, event, now);
    this.#grant(unit, { direction, by: 'release', trace, draft }, now);
    return undefined;
  }

  /** A guard says who it is: the passage will be theirs; or it was, when the guard says so. */
  #attest(unit: LaneUnit, order: OrderOf<'attest'>, by: string, now: Moment): Refusal {
    const { direction } = order;
    const entry = this.#parts.rules.list?.find(order.token);
    if (entry === undefined) return 'card_unknown';
    const trace = this.#parts.nextTrace();
    const token = tokenToTell(entry);
    const whose = { holder: holderOf(entry), counted: countedBy(entry), direction };
    const data = order.attributes === undefined ? { by } : { by, attributes: order.attributes };
    if (order.passed === true || unit.latch !== undefined) {
      const changes = this.#desks.driver.moved(unit, whose, now);
      const event = { kind: 'guard_attested', at: now.mono, direction, token, trace, data } as const;
      this.#desks.driver.event(unit, event, now, changes);
      return undefined;
    }
    const refusal = this.#refusalOf(unit, 'attest', direction, now);
    if (refusal !== undefined) return refusal;
    const event = { kind: 'granted', at: now.mono, direction, token, trace, reason: 'guard', data } as const;
    const draft = this.#desks.driver.event(unit, event, now);
    this.#grant(unit, { ...whose, by: 'attest', trace, token, data, draft }, now);
    return undefined;
  }

  /** A person at the lane may free a direction that is blocked, but not end a lockdown in passing. */
  #refusalOf(unit: LaneUnit, by: Grant['by'], direction: Direction, now: Moment): Refusal {
    if (!unit.directions.includes(direction)) return 'direction_not_allowed';
    if (unit.latch !== undefined) return 'fire_zone_free';
    if (this.#parts.modes.lockdown) return 'lockdown';
    if (unit.state.service !== 'in' || !unit.isAvailable(direction)) return 'lane_out_of_service';
    return isReady(unit.state, unit.context, by, direction, now.mono) ? undefined : 'lane_busy';
  }

  #grant(unit: LaneUnit, grant: Omit<Grant, 'id' | 'waitUntil'>, now: Moment): void {
    const whole: Grant = { ...grant, id: this.#parts.nextId(), waitUntil: now.mono + COMMIT_WAIT_MS };
    this.#desks.driver.step(unit, { kind: 'grant', grant: whole, at: now.mono }, now);
  }

  #mode(unit: LaneUnit, { direction, mode, until }: OrderOf<'mode'>, now: Moment): Refusal {
    if (!unit.directions.includes(direction)) return 'direction_not_allowed';
    const { modes, recorder } = this.#parts;
    recorder.keep([modes.setMode(unit.id, direction, mode, until, now)]);
    this.#desks.modeDesk.refreshLane(unit, now);
    return undefined;
  }

  #service(unit: LaneUnit, { inService }: OrderOf<'lane_service'>, now: Moment): Refusal {
    const { modes, recorder } = this.#parts;
    recorder.keep([modes.setService(unit.id, inService)]);
    this.#desks.deviceDesk.refreshService(unit, now);
    this.#desks.modeDesk.refreshLane(unit, now);
    return undefined;
  }

  #forget({ token }: OrderOf<'passback_reset'>) {
    const { presence, rules } = this.#parts;
    if (token === undefined) return presence.forgetAll();
    const entry = rules.list?.find(token);
    return presence.forget(entry === undefined ? token : holderOf(entry));
  }

  /** What the journal says of an order. */
  #told(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const { lane: _lane, direction: _direction, token, ...rest } = details;
    if (typeof token !== 'string') return rest;
    const entry = this.#parts.rules.list?.find(token);
    const told = entry === undefined ? token : tokenToTell(entry);
    return told === undefined ? rest : { ...rest, token: told };
  }
}

function answer(id: string, outcome: CommandAnswer['outcome'], code: string | undefined): CommandAnswer {
  return code === undefined ? { id, outcome } : { id, outcome, code };
}
