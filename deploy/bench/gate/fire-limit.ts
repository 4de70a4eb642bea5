import { emptyExchange, type LineShape, wire } from '../line/limit.ts';

/** Bytes on the wire in secure channel, mark byte included: OUT and its ACK, POLL and an answer with data. */
const OUT = 31;
const ACK = 15;
const POLL = 15;
const ANSWER = 31;

/**
 * What the wire itself allows from a fire contact's change to the last release, in the worst case (DESIGN.md, section 5):
 * the longest exchange has just begun, the contact's device has just been polled, and every lane of the longer line is
 * then released one by one.
 */
export function worstFire(shape: LineShape): number {
  const { baud, devices, turnaroundMs, gapMs } = shape;
  const inProgress = wire(POLL + ANSWER, baud) + turnaroundMs + gapMs;
  const cycle = devices * emptyExchange(shape) + wire(ANSWER - ACK, baud);
  const release = wire(OUT + ACK, baud) + turnaroundMs + gapMs;
  return inProgress + cycle + (devices - 1) * release + wire(OUT, baud);
}
