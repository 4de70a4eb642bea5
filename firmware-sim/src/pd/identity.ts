import { CAPABILITY, encodeReply } from '@vratar/protocol/osdp';
import type { DisplaySize } from './display.ts';

/** What PDID reports. */
export interface PdIdentity {
  /** IEEE OUI, 3 bytes. */
  readonly vendor: Uint8Array;
  readonly model: number;
  readonly version: number;
  readonly serial: number;
  readonly firmware: { readonly major: number; readonly minor: number; readonly build: number };
}

/** What the device is made of; PDCAP follows from it. */
export interface PdHardware {
  readonly readers: number;
  readonly ledsPerReader: number;
  readonly display: DisplaySize;
  readonly inputs: number;
  /** Inputs measure end-of-line resistors. */
  readonly supervisedInputs: boolean;
  readonly outputs: number;
  /** Card and keypad reads that it holds until it is asked. */
  readonly readRoom: number;
  /** Largest frame that it can receive. */
  readonly receiveBuffer: number;
  /** Answers commands of this maker (MFG); a device without it refuses them. */
  readonly maker?: MakerCommands;
}

export interface MakerCommands {
  /** IEEE OUI, 3 bytes. */
  readonly vendor: Uint8Array;
  /** What every MFGREP carries; the command's own data when absent. */
  readonly answer?: Uint8Array;
}

export const simulatedHardware: PdHardware = {
  readers: 1,
  ledsPerReader: 1,
  display: { rows: 2, columns: 16 },
  inputs: 8,
  supervisedInputs: false,
  outputs: 8,
  readRoom: 8,
  receiveBuffer: 256,
};

/** A locally administered vendor number, so that it can be no real maker's. */
const SIMULATED_VENDOR = Uint8Array.of(0x02, 0x56, 0x54);

export function simulatedIdentity(serial: number): PdIdentity {
  return {
    vendor: SIMULATED_VENDOR,
    model: 1,
    version: 1,
    serial,
    firmware: { major: 1, minor: 0, build: 0 },
  };
}

/** Client id of the secure channel: the first eight bytes of PDID, as devices in the field have it. */
export function clientId(identity: PdIdentity): Uint8Array {
  return encodeReply({ kind: 'PDID', ...identity }).data.slice(0, 8);
}

export interface Capability {
  readonly function: number;
  readonly level: number;
  readonly units: number;
}

/** PDCAP of this hardware (SIA OSDP v2.2, annex B). */
export function capabilitiesOf(hardware: PdHardware, secure: boolean): Capability[] {
  const item = (code: number, level: number, units: number): Capability => ({ function: code, level, units });
  return [
    item(CAPABILITY.contactStatus, hardware.supervisedInputs ? 4 : 1, hardware.inputs),
    item(CAPABILITY.outputControl, 4, hardware.outputs),
    item(CAPABILITY.cardDataFormat, 1, 0),
    item(CAPABILITY.ledControl, 4, hardware.ledsPerReader),
    item(CAPABILITY.audibleOutput, 2, 1),
    item(CAPABILITY.textOutput, 2, 1),
    item(CAPABILITY.checkCharacter, 1, 0),
    item(CAPABILITY.communicationSecurity, secure ? 1 : 0, secure ? 1 : 0),
    item(CAPABILITY.receiveBufferSize, hardware.receiveBuffer & 0xff, hardware.receiveBuffer >> 8),
    item(CAPABILITY.readers, 0, hardware.readers),
    item(CAPABILITY.version, 2, 0),
  ];
}
