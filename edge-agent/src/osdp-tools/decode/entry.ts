import type { Command, DataProblem, Frame, Observed, RejectReason, Reply } from '@vratar/protocol/osdp';

/** What a decoder says about one frame, or about bytes that are none. */
export type Entry =
  | {
      readonly kind: 'frame';
      readonly atNs: bigint;
      readonly frame: Frame;
      readonly name: string;
      readonly security: Observed;
      /** Undefined when the data cannot be read. */
      readonly message: Command | Reply | undefined;
      readonly problem: DataProblem | undefined;
    }
  | {
      readonly kind: 'discarded';
      readonly atNs: bigint;
      readonly reason: RejectReason;
      readonly bytes: Uint8Array;
    };
