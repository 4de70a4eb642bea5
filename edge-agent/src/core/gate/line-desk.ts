import type { LineEvent } from '../../line/contract.ts';
import type { Moment } from '../moment.ts';
import type { ContactDesk } from './contact-desk.ts';
import type { DeviceDesk } from './device-desk.ts';
import type { FireDesk } from './fire-desk.ts';
import type { LaneDriver } from './lane-driver.ts';
import type { ModeDesk } from './mode-desk.ts';
import type { GateParts } from './parts.ts';
import type { TapDesk } from './tap-desk.ts';
import { addressKey, type WiredDevice } from './wiring.ts';

/** Those who understand what devices say. */
export interface LineDesks {
  readonly driver: LaneDriver;
  readonly fireDesk: FireDesk;
  readonly deviceDesk: DeviceDesk;
  readonly tapDesk: TapDesk;
  readonly modeDesk: ModeDesk;
  readonly contactDesk: ContactDesk;
}

/** Hands what the lines report to whoever it concerns. */
export class LineDesk {
  readonly #parts: GateParts;
  readonly #desks: LineDesks;

  constructor(parts: GateParts, desks: LineDesks) {
    this.#parts = parts;
    this.#desks = desks;
  }

  take(line: string, event: LineEvent, now: Moment): void {
    if (event.kind === 'port')
      this.#parts.alarms.set('port_lost', line, !event.up, now, { why: event.reason });
    else if (event.kind === 'alarm') this.#lineAlarm(line, event, now);
    else this.#deviceEvent(line, event, now);
  }

  #deviceEvent(line: string, event: Exclude<LineEvent, { kind: 'port' | 'alarm' }>, now: Moment): void {
    const device = this.#parts.wiring.byAddress.get(addressKey(line, event.address));
    if (device === undefined) return;
    if (event.kind === 'offline') {
      this.#desks.deviceDesk.offline(device, event.reason, event.heardAt, now);
      this.#desks.fireDesk.offline(device, now);
      this.#desks.contactDesk.offline(device);
      return;
    }
    if (event.kind === 'online') this.#desks.deviceDesk.online(device, event.secure, now);
    if (event.kind === 'card') this.#card(device, event, now);
    if (event.kind === 'keypad') this.#desks.tapDesk.keypad(device, event, now);
    if (event.kind === 'inputs') this.#inputs(device, event, now);
    if (event.kind === 'outputs') this.#outputs(device, event, now);
    if (event.kind === 'local') {
      this.#parts.alarms.set('tamper', device.id, event.tamper, now);
      this.#parts.alarms.set('power_fault', device.id, event.powerFault, now);
    }
  }

  /** The calendar may have gone on since the last tick: a tap is decided by the modes of its own moment. */
  #card(device: WiredDevice, event: Extract<LineEvent, { kind: 'card' }>, now: Moment): void {
    for (const { lane } of device.readers) {
      this.#desks.modeDesk.refreshLane(this.#parts.units.get(lane)!, now);
    }
    this.#desks.tapDesk.card(device, event, now);
  }

  /** Fire first. What an untrusted device says of anything else is not believed. */
  #inputs(device: WiredDevice, event: Extract<LineEvent, { kind: 'inputs' }>, now: Moment): void {
    this.#desks.fireDesk.inputs(device, event, now);
    if (!event.trusted) return;
    this.#desks.deviceDesk.sensors(device, event, now);
    this.#desks.contactDesk.report(device, event.states, now);
  }

  #outputs(device: WiredDevice, event: Extract<LineEvent, { kind: 'outputs' }>, now: Moment): void {
    this.#desks.fireDesk.outputs(device, event.on, event.at, now);
    for (const use of device.outputs) {
      const released = event.on[use.point.output];
      if (use.kind !== 'release' || released !== (use.point.energised === 'unlocks')) continue;
      const unit = this.#parts.units.get(use.lane)!;
      for (const direction of use.directions) {
        this.#desks.driver.step(unit, { kind: 'released', direction, at: event.at }, now);
      }
    }
  }

  #lineAlarm(line: string, event: Extract<LineEvent, { kind: 'alarm' }>, now: Moment): void {
    const { address, code, on } = event;
    const device =
      address === undefined ? undefined : this.#parts.wiring.byAddress.get(addressKey(line, address));
    this.#parts.alarms.set(code, device?.id ?? line, on, now);
  }
}
