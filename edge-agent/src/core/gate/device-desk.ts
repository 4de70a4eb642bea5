import type { ContactState, LineEvent } from '../../line/contract.ts';
import type { SensorRole } from '../lane/decoders.ts';
import type { Moment } from '../moment.ts';
import type { Direction } from '../schedule/lookup.ts';
import type { LaneDriver } from './lane-driver.ts';
import type { LaneUnit } from './lane-unit.ts';
import type { GateParts } from './parts.ts';
import type { DeviceView } from './status.ts';
import type { WiredContact, WiredDevice } from './wiring.ts';

/** A device that does not answer for so long after the start is missing; until then it is only starting. */
const MISSING_AFTER_MS = 9_000;

/**
 * The fastest body needs half a second for two beams, and is at both of them for a third of that: polled less often than
 * this, it can look like one that turned back, or like none.
 */
const BLIND_MS = 300;

/** A turnstile that reports completed passages does so by a pulse, of 200 ms where it is short. */
const BLIND_TO_PULSES_MS = 150;

/** PC/SC readers are supervised by their own process: they say nothing between taps. */
const ATTACHED_LINE = 'pcsc';

type Inputs = Extract<LineEvent, { kind: 'inputs' }>;

interface Presence {
  online: boolean;
  secure: boolean;
  reason: string | undefined;
  /** Monotonic ms of its last report of inputs. */
  reportedAt: number;
  /** Monotonic ms of its last good answer before it went. */
  heardAt: number;
}

/** Devices come and go; lanes serve as long as theirs answer. */
export class DeviceDesk {
  readonly #parts: GateParts;
  readonly #driver: LaneDriver;
  readonly #devices = new Map<string, Presence>();
  #startedAt: number;
  #announced = false;

  constructor(parts: GateParts, driver: LaneDriver, now: Moment) {
    this.#parts = parts;
    this.#driver = driver;
    this.#startedAt = now.mono;
    for (const device of parts.wiring.devices.values()) this.#add(device, now);
  }

  /** The wiring has changed: these devices are gone, or are to be met anew; lanes may be new to those that stay. */
  rewired(changed: ReadonlySet<string>, now: Moment): void {
    for (const id of changed) {
      this.#devices.delete(id);
      this.#parts.alarms.endAll(id, now);
    }
    this.#startedAt = now.mono;
    this.#announced = false;
    for (const device of this.#parts.wiring.devices.values()) {
      const known = this.#devices.get(device.id);
      if (known === undefined) this.#add(device, now);
      else this.#setLost(device, !known.online, now);
    }
  }

  #add(device: WiredDevice, now: Moment): void {
    const attached = device.line === ATTACHED_LINE;
    this.#devices.set(device.id, {
      online: attached,
      secure: attached,
      reason: attached ? undefined : 'starting',
      heardAt: now.mono,
      reportedAt: now.mono,
    });
    if (!attached) this.#setLost(device, true, now);
  }

  online(device: WiredDevice, secure: boolean, now: Moment): void {
    Object.assign(this.#devices.get(device.id)!, { online: true, secure, reason: undefined });
    this.#parts.alarms.set('device_offline', device.id, false, now);
    this.#setLost(device, false, now);
    this.#announce(device, false, now);
  }

  /** @param heardAt monotonic ms of its last good answer */
  offline(device: WiredDevice, reason: string, heardAt: number, now: Moment): void {
    this.#devices.get(device.id)!.heardAt = heardAt;
    Object.assign(this.#devices.get(device.id)!, { online: false, secure: false, reason });
    this.#setLost(device, true, now);
    this.#announce(device, true, now);
  }

  isSecure(device: WiredDevice): boolean {
    return this.#devices.get(device.id)!.secure;
  }

  tick(now: Moment): void {
    if (this.#announced || now.mono < this.#startedAt + MISSING_AFTER_MS) return;
    this.#announced = true;
    for (const device of this.#parts.wiring.devices.values()) {
      if (!this.#devices.get(device.id)!.online) this.#announce(device, true, now);
    }
  }

  nextTimer(): number {
    return this.#announced ? Number.POSITIVE_INFINITY : this.#startedAt + MISSING_AFTER_MS;
  }

  /** Contacts that see bodies, as one report for each lane. */
  sensors(device: WiredDevice, { states, at, blindMs, missedSince }: Inputs, now: Moment): void {
    const presence = this.#devices.get(device.id)!;
    const lanes = new Map<string, Partial<Record<SensorRole, boolean>>>();
    for (const contact of device.contacts) {
      const active = isActive(contact, states);
      if (contact.use.kind !== 'sensor' || active === undefined) continue;
      const reports = lanes.get(contact.use.lane) ?? {};
      reports[contact.use.role] = active;
      lanes.set(contact.use.lane, reports);
    }
    for (const [id, reports] of lanes) {
      const unit = this.#parts.units.get(id)!;
      this.#driver.sensors(unit, reports, at, now);
      this.#driver.found(unit, at, now);
      if (blindMs <= blindAfter(unit)) continue;
      const missed = onlySees(device, id) ? missedSince : undefined;
      this.#driver.blind(unit, { since: presence.reportedAt, at, missed }, now);
    }
    presence.reportedAt = at;
  }

  views(): DeviceView[] {
    return [...this.#parts.wiring.devices.values()].map((device) => {
      const { online, secure, reason } = this.#devices.get(device.id)!;
      const { line, address } = device;
      return { line, address, online, secure, ...(reason === undefined ? {} : { reason }) };
    });
  }

  /** The lane stops or starts to serve the directions that need the device. */
  #setLost(device: WiredDevice, lost: boolean, now: Moment): void {
    for (const { lane, direction } of device.needed) {
      const unit = this.#parts.units.get(lane)!;
      if (lost) unit.lost[direction].add(device.id);
      else unit.lost[direction].delete(device.id);
      if (lost) this.#driver.step(unit, { kind: 'lost', direction, at: now.mono }, now);
      this.refreshService(unit, now);
    }
    if (lost) this.#forgetContacts(device);
  }

  /** A lane serves while one of its directions does, and nobody took it out of service. */
  refreshService(unit: LaneUnit, now: Moment): void {
    const ordered = this.#parts.modes.isOutOfService(unit.id);
    const available = unit.directions.some((direction) => unit.isAvailable(direction));
    const service = ordered ? 'ordered_out' : available ? 'in' : 'devices_lost';
    this.#driver.step(unit, { kind: 'service', service, at: now.mono }, now);
    this.#driver.fault(unit, 'ordered_out', ordered, now, now.mono);
  }

  #announce(device: WiredDevice, lost: boolean, now: Moment): void {
    if (lost) this.#parts.alarms.set('device_offline', device.id, true, now);
    // What happened since it was last heard was not seen: that is when the doubt begins.
    const since = lost ? this.#devices.get(device.id)!.heardAt : now.mono;
    for (const [lane, directions] of lanesOf(device)) {
      const unit = this.#parts.units.get(lane)!;
      this.#driver.fault(unit, `device_offline ${device.id}`, lost, now, since, {
        device: device.id,
        directions,
      });
    }
  }

  /** What a device that went away last said of its buttons is no state to compare with. */
  #forgetContacts(device: WiredDevice): void {
    for (const { use } of device.contacts) {
      if (use.kind === 'button') this.#parts.units.get(use.lane)!.buttonDown = true;
    }
  }
}

const blindAfter = ({ config: { sensors } }: LaneUnit): number =>
  sensors.kind === 'directional' || sensors.kind === 'single' ? BLIND_TO_PULSES_MS : BLIND_MS;

/** Nothing but bodies in this lane works its contacts, fire apart: what came and went unseen was one. */
const onlySees = ({ contacts }: WiredDevice, lane: string): boolean =>
  contacts.every(({ use }) => use.kind === 'fire' || (use.kind === 'sensor' && use.lane === lane));

function lanesOf(device: WiredDevice): Map<string, Direction[]> {
  const lanes = new Map<string, Direction[]>();
  for (const { lane, direction } of device.needed) lanes.set(lane, [...(lanes.get(lane) ?? []), direction]);
  return lanes;
}

/** Whether a contact is away from its rest; undefined when its state says nothing. */
export function isActive(
  { input, normally }: WiredContact,
  states: readonly ContactState[],
): boolean | undefined {
  const state = states[input];
  if (state === 'active') return normally === 'open';
  if (state === 'inactive') return normally === 'closed';
  return undefined;
}
