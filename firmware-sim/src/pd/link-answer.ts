import {
  type Command,
  commandName,
  encodeFrame,
  encodeReply,
  type Frame,
  type FrameHeader,
  type Reply,
  SCS,
} from '@vratar/protocol/osdp';
import { nak } from './execute.ts';

/** One frame's way through the link, for logs. */
export interface LinkEntry {
  readonly atMs: number;
  readonly name: string;
  readonly sequence: number;
  readonly secure: boolean;
  /** Undefined when the frame could not be read as a command. */
  readonly command: Command | undefined;
  /** Undefined when the cached reply was sent again. */
  readonly reply: Reply | 'CCRYPT' | 'RMAC_I' | undefined;
}

export interface LinkAnswer {
  readonly bytes: Uint8Array;
  readonly entry: LinkEntry;
}

/** What a reply repeats of the frame that it answers. */
export function headerOf(frame: FrameHeader): FrameHeader {
  return { address: frame.address, sequence: frame.sequence, check: frame.check };
}

export function clearFrame(header: FrameHeader, reply: Reply): Uint8Array {
  return encodeFrame(header, { reply: true, ...encodeReply(reply) });
}

export function refusal(
  frame: Frame,
  header: FrameHeader,
  atMs: number,
  error: number,
  command?: Command,
): LinkAnswer {
  const reply = nak(error);
  return { bytes: clearFrame(header, reply), entry: entryOf(frame, atMs, command, reply) };
}

export function entryOf(
  frame: Frame,
  atMs: number,
  command: Command | undefined,
  reply: LinkEntry['reply'],
): LinkEntry {
  return {
    atMs,
    name: commandName(frame.code),
    sequence: frame.sequence,
    secure: (frame.security?.type ?? 0) >= SCS.commandMac,
    command,
    reply,
  };
}
