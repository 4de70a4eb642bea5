/** Start bit, eight data bits, stop bit. */
const BITS_PER_BYTE = 10;

/** A PD has this long to begin its reply (SIA OSDP v2.2, REPLY_DELAY). */
export const REPLY_DELAY_MS = 200;
/** Silence inside a frame after which nothing more of it comes (SIA OSDP v2.2, inter-character timeout). */
export const CHARACTER_GAP_MS = 20;
/** A PD drops its session after this much silence, and so do we. */
export const OFFLINE_AFTER_MS = 8000;

/** Milliseconds that `bytes` bytes take on the wire. */
export function wireTime(bytes: number, baud: number): number {
  return (bytes * BITS_PER_BYTE * 1000) / baud;
}

/** A line's fixed figures, in ms. */
export class LineTiming {
  readonly baud: number;
  readonly gapMs: number;
  readonly latencyMs: number;

  constructor(baud: number, gapMs = 0, latencyMs = 5) {
    this.baud = baud;
    this.gapMs = gapMs;
    this.latencyMs = latencyMs;
  }

  wire(bytes: number): number {
    return wireTime(bytes, this.baud);
  }

  /** Latest moment for the first byte of the reply to `bytes` bytes that leave now. */
  replyBy(now: number, bytes: number, turnaroundMs: number): number {
    return now + this.wire(bytes) + turnaroundMs + this.latencyMs;
  }

  /** Latest moment for the next bytes of a reply that has begun. A UART hands over up to 16 bytes at a time. */
  moreBy(now: number): number {
    return now + CHARACTER_GAP_MS + this.wire(16) + this.latencyMs;
  }
}
