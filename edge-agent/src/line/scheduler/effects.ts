import type { LineEvent, PdAddress } from '../contract.ts';
import type { LineConfig } from './config.ts';
import type { Task, TaskResult } from './parts/tasks.ts';

/** What may happen to a line. */
export type LineInput =
  /** Bytes read from the port. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** The time asked for has come, or an earlier one. */
  | { readonly kind: 'wake' }
  /** The gate may want something else of this device now; without an address, of all. */
  | { readonly kind: 'touched'; readonly address?: PdAddress }
  | { readonly kind: 'port'; readonly up: boolean; readonly reason: string }
  /** Devices are added, removed, or to be spoken to otherwise; those that stay the same notice nothing. */
  | { readonly kind: 'configure'; readonly config: LineConfig }
  | { readonly kind: 'task'; readonly address: PdAddress; readonly task: Task }
  /** An installer gives this PD its first key (I10): the only use of the default key for anything but a diagnosis. */
  | {
      readonly kind: 'commission';
      readonly address: PdAddress;
      readonly id: number;
      readonly key: Uint8Array;
    };

/** What the shell has to do about it. */
export interface LineEffects {
  /** Write these bytes now. */
  readonly send: Uint8Array | undefined;
  readonly events: readonly LineEvent[];
  readonly results: readonly TaskResult[];
  /** Monotonic ms at which to call again with `wake` at the latest; infinite while there is nothing to wait for. */
  readonly wakeAt: number;
}
