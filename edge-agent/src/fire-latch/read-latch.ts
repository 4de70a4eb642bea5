import { type FireLatch, isZoneRecord, type LatchReading, mergeLatches } from '../core/index.ts';
import type { SlotContent } from '../store/slot-pair.ts';

/**
 * What the two latch files say together. Whatever cannot be believed is a latch that is set (I1): a file that is
 * missing or broken while the gateway has run before. Two that differ, because power went between their writes, are two
 * witnesses: a zone is held unless one of them knows the end of that very hold.
 *
 * @param ranBefore whether anything else of an earlier run exists; only then is a missing pair suspicious
 */
export function readLatch(slots: readonly [SlotContent, SlotContent], ranBefore: boolean): LatchReading {
  if (!ranBefore && slots.every((slot) => slot.state === 'missing')) return { kind: 'read', latch: {} };
  const latches = slots.map((slot) => (slot.state === 'valid' ? parseLatch(slot.text) : undefined));
  const [a, b] = latches;
  if (a === undefined || b === undefined) return { kind: 'unreadable' };
  return { kind: 'read', latch: mergeLatches(a, b) };
}

function parseLatch(text: string): FireLatch | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFireLatch(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isFireLatch = (value: unknown): value is FireLatch =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every(isZoneRecord);
