import type { CheckKind } from '@vratar/protocol/osdp';
import type { PdAddress } from '../contract.ts';

/** How a device may be spoken to. `clear` is an installer's explicit choice, with a standing warning elsewhere. */
export type DeviceSecurity =
  | { readonly kind: 'secure'; readonly key: Uint8Array }
  | { readonly kind: 'clear' };

export interface DeviceConfig {
  readonly address: PdAddress;
  readonly security: DeviceSecurity;
  /** Default `crc`; a few old devices know the 8-bit sum only. */
  readonly check?: CheckKind;
  /**
   * Read the inputs at least this often, in ms, whatever it costs: set it to 1000 for a device that carries a fire input.
   * Without it they are read every second where a read takes up to 5 ms, and less often on slower lines, so that reads
   * take 0.3 % of the line's time at most; a change is still reported in the answer to the next POLL.
   */
  readonly inputsEveryMs?: number;
}

export interface LineConfig {
  /** Bits per second. */
  readonly baud: number;
  /** Silence between a reply and the next command, beyond the mark byte, in ms. Default 0. */
  readonly gapMs?: number;
  /** Delay that the way to the wire adds to a reply (USB, a serial device server), in ms. Default 5. */
  readonly latencyMs?: number;
  readonly devices: readonly DeviceConfig[];
}
