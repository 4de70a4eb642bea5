import type { FireLatch, LatchReading, ZoneLatch } from '../core/index.ts';
import type { SlotContent } from '../store/slot-pair.ts';

/**
 * What the two latch files say together. Whatever cannot be believed is a latch that is set (I1): a file that is
 * missing or broken while the gateway has run before; and of two files that differ, because power went between their
 * writes, each zone that either of them names.
 *
 * @param ranBefore whether anything else of an earlier run exists; only then is a missing pair suspicious
 */
export function readLatch(slots: readonly [SlotContent, SlotContent], ranBefore: boolean): LatchReading {
  if (!ranBefore && slots.every((slot) => slot.state === 'missing')) return { kind: 'read', latch: {} };
  const latches = slots.map((slot) => (slot.state === 'valid' ? parseLatch(slot.text) : undefined));
  const [a, b] = latches;
  return a === undefined || b === undefined ? { kind: 'unreadable' } : { kind: 'read', latch: union(a, b) };
}

function parseLatch(text: string): FireLatch | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isLatch(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isLatch = (value: unknown): value is FireLatch =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((zone) => zone === 'fire' || zone === 'drill');

function union(a: FireLatch, b: FireLatch): FireLatch {
  const zones = new Set([...Object.keys(a), ...Object.keys(b)]);
  const stronger = (zone: string): ZoneLatch => (a[zone] === 'fire' || b[zone] === 'fire' ? 'fire' : 'drill');
  return Object.fromEntries([...zones].sort().map((zone) => [zone, stronger(zone)]));
}
