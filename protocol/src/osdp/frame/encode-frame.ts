import { VratarError } from '../../errors/index.ts';
import { crc16 } from './crc16.ts';
import {
  AT,
  BROADCAST_ADDRESS,
  CONTROL,
  type FrameHeader,
  LONGEST_FRAME,
  MARK,
  REPLY_BIT,
  type SecurityBlock,
  SOM,
} from './frame.ts';
import { carriesMac, MAC_ON_WIRE } from './scs.ts';

/** What `encodeFrame` needs beside the header. */
export interface FrameContent {
  readonly reply: boolean;
  readonly security?: SecurityBlock | undefined;
  readonly code: number;
  readonly data: Uint8Array;
}

/** Gives the 4 bytes of the MAC over everything before it. Asked exactly for SCS_15 to SCS_18. */
export type MacOf = (covered: Uint8Array) => Uint8Array;

/**
 * The frame's bytes from SOM to the check field, without mark byte.
 * @throws VratarError `osdp_value_out_of_range`, `osdp_frame_too_long`: mistakes of the caller, never of the line.
 */
export function encodeFrame(header: FrameHeader, content: FrameContent, macOf?: MacOf): Uint8Array {
  if (!(header.address >= 0 && header.address <= BROADCAST_ADDRESS)) {
    throw outOfRange('address', header.address, `0 to ${BROADCAST_ADDRESS}`);
  }
  const { security, data } = content;
  const macLength = security !== undefined && carriesMac(security.type) ? MAC_ON_WIRE : 0;
  const securityLength = security === undefined ? 0 : 2 + security.data.length;
  const checkLength = header.check === 'crc' ? 2 : 1;
  const length = AT.body + securityLength + 1 + data.length + macLength + checkLength;
  if (length > LONGEST_FRAME) throw new VratarError('osdp_frame_too_long', { length, limit: LONGEST_FRAME });

  const bytes = new Uint8Array(length);
  bytes[0] = SOM;
  bytes[AT.address] = header.address | (content.reply ? REPLY_BIT : 0);
  bytes[AT.length] = length & 0xff;
  bytes[AT.length + 1] = length >> 8;
  bytes[AT.control] = header.sequence | (header.check === 'crc' ? CONTROL.crc : 0);
  let at: number = AT.body;
  if (security !== undefined) {
    bytes[AT.control]! |= CONTROL.security;
    bytes[at] = securityLength;
    bytes[at + 1] = security.type;
    bytes.set(security.data, at + 2);
    at += securityLength;
  }
  bytes[at] = content.code;
  bytes.set(data, at + 1);
  at += 1 + data.length;
  if (macLength > 0) {
    if (macOf === undefined) throw outOfRange('security', security!.type, 'a type without MAC, or a MAC');
    bytes.set(macOf(bytes.subarray(0, at)), at);
    at += macLength;
  }
  writeCheck(bytes, at);
  return bytes;
}

/** The same bytes with one mark byte in front: what goes out on the wire. */
export function withMark(frame: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(frame.length + 1);
  bytes[0] = MARK;
  bytes.set(frame, 1);
  return bytes;
}

function writeCheck(bytes: Uint8Array, at: number): void {
  if (bytes.length - at === 2) {
    const crc = crc16(bytes, 0, at);
    bytes[at] = crc & 0xff;
    bytes[at + 1] = crc >> 8;
    return;
  }
  let sum = 0;
  for (let i = 0; i < at; i += 1) sum += bytes[i]!;
  bytes[at] = -sum & 0xff;
}

function outOfRange(field: string, found: number, expected: string): VratarError {
  return new VratarError('osdp_value_out_of_range', { found, expected }, { field });
}
