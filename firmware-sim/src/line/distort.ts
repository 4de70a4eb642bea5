import type { Random } from '../random/index.ts';
import type { WireFaults } from './faults.ts';

/** The bytes as they come out of a noisy wire. Returns the same array when nothing happened to it. */
export function distort(bytes: Uint8Array, faults: WireFaults, random: Random): Uint8Array {
  if (faults.bitErrorRate === 0 && faults.lostByteRate === 0 && faults.doubledByteRate === 0) return bytes;
  const result: number[] = [];
  for (const byte of bytes) {
    if (random.chance(faults.lostByteRate)) continue;
    const heard = flipBits(byte, faults.bitErrorRate, random);
    result.push(heard);
    if (random.chance(faults.doubledByteRate)) result.push(heard);
  }
  return Uint8Array.from(result);
}

function flipBits(byte: number, rate: number, random: Random): number {
  let result = byte;
  for (let bit = 0; rate > 0 && bit < 8; bit++) if (random.chance(rate)) result ^= 1 << bit;
  return result;
}
