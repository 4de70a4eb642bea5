/** Bytes on the wire in secure channel, mark byte included: POLL and its empty answer, RAW, OUT, ISTAT and its answer. */
const POLL = 15;
const ACK = 15;
const RAW = 31;
const OUT = 31;
const ISTAT = 15;
const ISTATR = 31;

export interface LineShape {
  readonly baud: number;
  /** Devices that answer. */
  readonly devices: number;
  /** From the last byte of a command to the first of its answer, ms. */
  readonly turnaroundMs: number;
  /** Silence between exchanges, ms. */
  readonly gapMs: number;
}

/** Milliseconds of `bytes` bytes at ten bits each. */
export function wire(bytes: number, baud: number): number {
  return (bytes * 10_000) / baud;
}

/** POLL and an empty answer, with the gap behind it. */
export function emptyExchange({ baud, turnaroundMs, gapMs }: LineShape): number {
  return wire(POLL, baud) + turnaroundMs + wire(ACK, baud) + gapMs;
}

/**
 * What the wire itself allows in the worst case: the card comes just as its device begins an empty answer. That answer,
 * the turns of the others, POLL, RAW and OUT follow.
 */
export function worstTap(shape: LineShape): number {
  const { baud, devices, turnaroundMs, gapMs } = shape;
  const others = (devices - 1) * emptyExchange(shape);
  const read = wire(POLL, baud) + turnaroundMs + wire(RAW, baud) + gapMs;
  return wire(ACK, baud) + gapMs + others + read + wire(OUT, baud);
}

/** ISTAT and its answer, with the gap behind it. */
export function inputRead({ baud, turnaroundMs, gapMs }: LineShape): number {
  return wire(ISTAT, baud) + turnaroundMs + wire(ISTATR, baud) + gapMs;
}

/**
 * The same where `perSecond` reads of inputs, evenly spread, must go out whatever comes: the worst tap waits for each
 * that falls between its device's empty answer and the POLL that fetches the card.
 */
export function worstTapAmongReads(shape: LineShape, perSecond: number): number {
  const read = inputRead(shape);
  const others = wire(ACK, shape.baud) + shape.gapMs + (shape.devices - 1) * emptyExchange(shape);
  let reads = perSecond > 0 ? 1 : 0;
  while (reads < perSecond && (reads * 1000) / perSecond < others + (reads - 1) * read) reads += 1;
  return worstTap(shape) + reads * read;
}

/**
 * What no order of commands can bring the 99th percentile below: `perSecond` reads of d ms make d - x ms of each period
 * the moments at which a tap takes longer than the limit by more than x, and one tap in a hundred falls into
 * 10 ms of each second.
 */
export function leastP99AmongReads(shape: LineShape, perSecond: number): number {
  if (perSecond === 0) return 0;
  return worstTap(shape) + Math.max(0, inputRead(shape) - 10 / perSecond);
}
