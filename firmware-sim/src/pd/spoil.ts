import type { Random } from '../random/index.ts';
import type { PdFaults } from './faults.ts';

/** A reply as a faulty device sends it: cut short, or with a wrong check field, or as it should be. */
export function spoil(bytes: Uint8Array, faults: PdFaults, random: Random): Uint8Array {
  if (random.chance(faults.truncateRate)) return bytes.subarray(0, random.int(1, bytes.length - 1));
  if (random.chance(faults.badCheckRate)) return bytes.with(bytes.length - 1, bytes.at(-1)! ^ 0x01);
  return bytes;
}
