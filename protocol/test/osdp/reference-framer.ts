import { decodeFrame, LONGEST_FRAME, MARK } from '../../src/osdp/index.ts';
import { toHex } from './hex.ts';

/** Frames of a whole stream, found the obvious and slow way: at each byte, is this a frame? */
export function framesByDefinition(stream: Uint8Array): string[] {
  const found: string[] = [];
  for (let at = 0; at < stream.length; ) {
    const length = stream[at + 2]! | (stream[at + 3]! << 8);
    const fits = length <= LONGEST_FRAME && at + length <= stream.length;
    if (fits && decodeFrame(stream.subarray(at, at + length)).ok) {
      found.push(toHex(stream.subarray(at, at + length)));
      at += length;
    } else {
      at += 1;
    }
  }
  return found;
}

export function withoutMarks(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte) => byte !== MARK);
}
