import type { Reply } from '@vratar/protocol/osdp';
import type { LineEvent, PdAddress } from '../contract.ts';
import type { Attention } from './parts/attention.ts';

/** Where a report came from. */
export interface ReportOrigin {
  readonly address: PdAddress;
  /** Monotonic ms at which the frame's last byte was read. */
  readonly at: number;
  /** Monotonic ms at which it was first asked for; what a PD repeats is as old as that. */
  readonly askedAt: number;
  readonly trusted: boolean;
  /** The PD told it by itself, because something had changed. */
  readonly unasked: boolean;
  readonly lastEmptyAt: number | undefined;
  readonly attention: Attention;
}

/** The event that a reply amounts to, whether it was asked for or came in the answer to a POLL. */
export function reportEvent(reply: Reply, origin: ReportOrigin): LineEvent | undefined {
  const { address, at, trusted, lastEmptyAt } = origin;
  switch (reply.kind) {
    case 'RAW': {
      const { reader, bits, data } = reply;
      return { kind: 'card', address, at, reader, bits, data, lastEmptyAt };
    }
    case 'KEYPAD':
      return { kind: 'keypad', address, at, reader: reply.reader, digits: reply.keys };
    case 'ISTATR':
      return {
        kind: 'inputs',
        address,
        at,
        states: reply.inputs,
        trusted,
        ...origin.attention.saw(reply.inputs, origin.unasked, lastEmptyAt, at),
      };
    case 'OSTATR':
      return { kind: 'outputs', address, at: origin.askedAt, on: reply.outputs, trusted };
    case 'LSTATR':
      return { kind: 'local', address, at, tamper: reply.tamper, powerFault: reply.powerFault };
    case 'RSTATR':
      return {
        kind: 'alarm',
        address,
        at,
        code: 'reader_fault',
        on: reply.readers.some((state) => state !== 'normal'),
      };
    case 'FMT':
      return { kind: 'alarm', address, at, code: 'reader_sends_text', on: true };
    default:
      return undefined;
  }
}
