import type { PdAddress } from '../contract.ts';
import type { DeviceCounters } from './counters.ts';
import type { Device } from './device.ts';
import type { Capability } from './duties.ts';
import type { PdIdentity } from './meeting.ts';
import type { Phase } from './standing.ts';

export interface DeviceStatus {
  readonly address: PdAddress;
  /** `silent`: nothing usable has come for at least three tries. */
  readonly phase: Phase | 'silent';
  readonly secure: boolean;
  /** In this session it has had nothing to tell once: a card that it reads before is of unknown age, and refused (I9). */
  readonly proved: boolean;
  readonly identity: PdIdentity | undefined;
  readonly capabilities: readonly Capability[] | undefined;
  /** Slowest turnaround of late, in ms. */
  readonly turnaroundMs: number;
  /** Codes of the alarms that stand. */
  readonly alarms: readonly string[];
  readonly counters: Readonly<DeviceCounters>;
}

export function deviceStatus(device: Device): DeviceStatus {
  return {
    address: device.address,
    phase: device.presence.silent ? 'silent' : device.phase,
    secure: device.secure,
    proved: device.proved,
    identity: device.identity,
    capabilities: device.duties.capabilities,
    turnaroundMs: device.presence.slowestTurnaround,
    alarms: device.alarms.standing,
    counters: { ...device.counters },
  };
}
