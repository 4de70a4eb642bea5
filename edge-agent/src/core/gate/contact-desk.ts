import type { ContactState } from '../../line/contract.ts';
import type { Moment } from '../moment.ts';
import { isActive } from './device-desk.ts';
import type { FireDesk } from './fire-desk.ts';
import type { LaneUnit } from './lane-unit.ts';
import type { OrderDesk } from './order-desk.ts';
import type { GateParts } from './parts.ts';
import type { WiredDevice } from './wiring.ts';

/** Contacts that are neither fire inputs nor see bodies: buttons, keys, arms, tamper switches. */
export class ContactDesk {
  readonly #parts: GateParts;
  readonly #fireDesk: FireDesk;
  readonly #orders: OrderDesk;
  /** Key switches by zone; a key that is found turned is no act. */
  readonly #keys = new Map<string, boolean>();

  constructor(parts: GateParts, fireDesk: FireDesk, orders: OrderDesk) {
    this.#parts = parts;
    this.#fireDesk = fireDesk;
    this.#orders = orders;
  }

  report(device: WiredDevice, states: readonly ContactState[], now: Moment): void {
    for (const contact of device.contacts) {
      const active = isActive(contact, states);
      const { use } = contact;
      if (active === undefined || use.kind === 'fire' || use.kind === 'sensor') continue;
      if (use.kind === 'fire_key') this.#key(use.zone, active, now);
      else this.#onLane(use.kind, this.#parts.units.get(use.lane)!, active, now);
    }
  }

  /** What a device that went away last said of its keys is no state to compare with. */
  offline(device: WiredDevice): void {
    for (const { use } of device.contacts) if (use.kind === 'fire_key') this.#keys.delete(use.zone);
  }

  /** Other contacts may be the keys now. */
  rewired(): void {
    this.#keys.clear();
  }

  tick(now: Moment): void {
    for (const unit of this.#parts.units.values()) this.#checkArms(unit, now);
  }

  #onLane(kind: 'button' | 'arms' | 'tamper', unit: LaneUnit, active: boolean, now: Moment): void {
    if (kind === 'tamper') this.#parts.alarms.set('tamper', unit.id, active, now);
    if (kind === 'arms') unit.armsDown = active;
    if (kind !== 'button') return;
    if (active && !unit.buttonDown) this.#orders.button(unit, unit.config.button!.direction, now);
    unit.buttonDown = active;
  }

  #key(zone: string, active: boolean, now: Moment): void {
    const turned = active && this.#keys.get(zone) === false;
    this.#keys.set(zone, active);
    if (turned) this.#fireDesk.order({ kind: 'reset', zone, by: `key:${zone}` }, now);
  }

  /** The outputs say that the lane is released and its arms still stand: the mechanism is stuck. */
  #checkArms(unit: LaneUnit, now: Moment): void {
    const { confirmation, armsDown, config } = unit;
    if (confirmation === undefined || armsDown === undefined) return;
    const due = now.mono >= confirmation.since + config.timing.armsMs;
    if (due || armsDown) this.#parts.alarms.set('arms_not_dropped', unit.id, !armsDown, now);
  }
}
