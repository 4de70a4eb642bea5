import { crc16 } from './crc16.ts';
import { AT, CONTROL, type Frame, REPLY_BIT, type Sequence, SOM } from './frame.ts';
import type { RejectReason } from './reject-reason.ts';
import { carriesMac, isKnownScs, MAC_ON_WIRE } from './scs.ts';

export type FrameResult =
  | { readonly ok: true; readonly frame: Frame }
  | { readonly ok: false; readonly reason: RejectReason };

/** Bytes of the check field that this control byte announces. */
export function checkLengthOf(control: number): number {
  return control & CONTROL.crc ? 2 : 1;
}

/** Shortest frame with this control byte: header, security block, code, check field. */
export function shortestFrame(control: number): number {
  return AT.body + (control & CONTROL.security ? 2 : 0) + 1 + checkLengthOf(control);
}

/** Reads exactly one frame, SOM to check field. The frame's parts are views of `bytes`. */
export function decodeFrame(bytes: Uint8Array): FrameResult {
  if (bytes[0] !== SOM) return { ok: false, reason: 'noise' };
  if (bytes.length < AT.body) return { ok: false, reason: 'incomplete' };
  const length = bytes[AT.length]! | (bytes[AT.length + 1]! << 8);
  const control = bytes[AT.control]!;
  if (length !== bytes.length || length < shortestFrame(control)) return { ok: false, reason: 'length' };
  const reason = wrongCheck(bytes, control);
  return reason === undefined ? splitFrame(bytes) : { ok: false, reason };
}

/** Names the parts of bytes whose length and check field are right. */
export function splitFrame(bytes: Uint8Array): FrameResult {
  const control = bytes[AT.control]!;
  const end = bytes.length - checkLengthOf(control);
  let at: number = AT.body;
  let security: Frame['security'];
  if (control & CONTROL.security) {
    const size = bytes[at]!;
    if (size < 2 || at + size >= end) return { ok: false, reason: 'security_block' };
    const type = bytes[at + 1]!;
    if (!isKnownScs(type)) return { ok: false, reason: 'security_type' };
    security = { type, data: bytes.subarray(at + 2, at + size) };
    at += size;
  }
  const dataEnd = security !== undefined && carriesMac(security.type) ? end - MAC_ON_WIRE : end;
  if (at >= dataEnd) return { ok: false, reason: 'security_block' };
  return {
    ok: true,
    frame: {
      address: bytes[AT.address]! & ~REPLY_BIT,
      reply: (bytes[AT.address]! & REPLY_BIT) !== 0,
      sequence: (control & CONTROL.sequence) as Sequence,
      check: control & CONTROL.crc ? 'crc' : 'checksum',
      security,
      code: bytes[at]!,
      data: bytes.subarray(at + 1, dataEnd),
      mac: dataEnd === end ? undefined : bytes.subarray(dataEnd, end),
      bytes,
    },
  };
}

function wrongCheck(bytes: Uint8Array, control: number): RejectReason | undefined {
  if (control & CONTROL.crc) {
    const at = bytes.length - 2;
    return crc16(bytes, 0, at) === (bytes[at]! | (bytes[at + 1]! << 8)) ? undefined : 'crc';
  }
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return (sum & 0xff) === 0 ? undefined : 'checksum';
}
