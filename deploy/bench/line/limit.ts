/** Bytes on the wire in secure channel, mark byte included: POLL and its empty answer, RAW, OUT. */
const POLL = 15;
const ACK = 15;
const RAW = 31;
const OUT = 31;

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
