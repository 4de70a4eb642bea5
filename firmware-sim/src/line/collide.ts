import type { Transmission } from './transmission.ts';

/**
 * What receivers hear of bytes [from, to) of `own` while `others` drive the same pair of wires: a driven low wins, and
 * of two overlapping bytes only the one of the earlier sender is framed at all.
 */
export function collide(
  own: Transmission,
  from: number,
  to: number,
  others: readonly Transmission[],
): Uint8Array {
  const rivals = others.filter(
    (other) => other !== own && other.startMs < own.endOf(to) && other.endMs > own.endOf(from),
  );
  if (rivals.length === 0) return own.slice(from, to);
  const heard: number[] = [];
  for (let index = from; index < to; index++) {
    const byte = merge(own, index, rivals, others);
    if (byte !== undefined) heard.push(byte);
  }
  return Uint8Array.from(heard);
}

function merge(
  own: Transmission,
  index: number,
  rivals: readonly Transmission[],
  order: readonly Transmission[],
): number | undefined {
  let byte = own.byte(index);
  for (const rival of rivals) {
    const driven = rival.byteDuring(own.endOf(index), own.endOf(index + 1));
    if (driven === undefined) continue;
    if (isEarlier(rival, own, order)) return undefined;
    byte &= driven;
  }
  return byte;
}

function isEarlier(a: Transmission, b: Transmission, order: readonly Transmission[]): boolean {
  return a.startMs < b.startMs || (a.startMs === b.startMs && order.indexOf(a) < order.indexOf(b));
}
