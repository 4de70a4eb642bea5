import type { Bus } from '../line/index.ts';
import { Pd, type PdListener, type PdMemory, simulatedIdentity } from '../pd/index.ts';
import type { Random } from '../random/index.ts';
import type { Clock } from '../time/index.ts';
import type { DeviceConfig } from './device-config.ts';

/** What the configuration says of a device's memory, before anything was set over the line. */
export function initialMemory(config: DeviceConfig, lineBaud: number): PdMemory {
  return {
    address: config.address,
    baud: config.baud ?? lineBaud,
    security: config.security,
    siteKey: config.key === undefined ? undefined : Uint8Array.from(Buffer.from(config.key, 'hex')),
    install: config.install,
  };
}

export interface DeviceParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly bus: Bus;
  readonly memory: PdMemory;
  readonly supervised: boolean;
  readonly listener: PdListener;
}

export function buildDevice(config: DeviceConfig, parts: DeviceParts): Pd {
  const { clock, random, bus, memory, listener } = parts;
  const pd = new Pd({
    clock,
    random,
    bus,
    memory,
    listener,
    identity: simulatedIdentity(config.serial ?? 1 + config.address),
    hardware: {
      readers: config.readers,
      ledsPerReader: 1,
      display: config.display,
      inputs: config.inputs,
      supervisedInputs: parts.supervised,
      outputs: config.outputs,
      readRoom: config.reads,
      receiveBuffer: 256,
    },
    turnaroundMs: config.turnaroundMs,
    bootMs: config.bootMs,
    habits: { keysetAck: config.keysetAck },
  });
  if (config.absent) pd.powerOff();
  return pd;
}
