import { decodeFrame, type Frame, type FrameHeader } from '../../src/osdp/index.ts';
import { hex } from './hex.ts';

/** The frame of a hexadecimal text or of bytes; a test that hands over anything else is wrong. */
export function frameOf(source: string | Uint8Array): Frame {
  const result = decodeFrame(typeof source === 'string' ? hex(source) : source);
  if (!result.ok) throw new Error(`not a frame: ${result.reason}`);
  return result.frame;
}

/** Address 0, CRC. */
export function header(sequence: FrameHeader['sequence'], address = 0): FrameHeader {
  return { address, sequence, check: 'crc' };
}
