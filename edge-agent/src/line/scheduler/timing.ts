/** Start bit, eight data bits, stop bit. */
const BITS_PER_BYTE = 10;

/** A PD has this long to begin its reply (SIA OSDP v2.2, REPLY_DELAY). */
export const REPLY_DELAY_MS = 200;
/** Silence inside a frame after which nothing more of it comes (SIA OSDP v2.2, inter-character timeout). */
export const CHARACTER_GAP_MS = 20;
/** A PD drops its session after this much silence, and so do we. */
export const OFFLINE_AFTER_MS = 8000;

/** What the way to the wire adds unless it is said: a USB adapter that hands its bytes over at once. */
export const ADAPTER_LATENCY_MS = 5;
/**
 * The same through a serial device server: a reply often comes in two parts, and TCP holds the second one back until the
 * first was acknowledged, which the other side may put off for 40 ms.
 */
export const NETWORK_LATENCY_MS = 50;

/** The usual answer to anything: a frame of 31 bytes. Longer ones announce themselves by beginning in time. */
export const USUAL_REPLY_BYTES = 31;
/** The answer to the challenge of a handshake (CCRYPT): identity, random and cryptogram of the PD in clear, mark included. */
export const CCRYPT_BYTES = 44;
/** What a UART gathers before it hands bytes over. */
const GATHERED_BYTES = 16;
/** The probe of a silent PD and its answer, mark bytes included. */
export const CLEAR_POLL_BYTES = 9;
export const CLEAR_ACK_BYTES = 9;

/** Milliseconds that `bytes` bytes take on the wire. */
export function wireTime(bytes: number, baud: number): number {
  return (bytes * BITS_PER_BYTE * 1000) / baud;
}

/** A line's fixed figures, in ms. */
export class LineTiming {
  readonly baud: number;
  readonly gapMs: number;
  readonly latencyMs: number;

  constructor(baud: number, gapMs = 0, latencyMs = ADAPTER_LATENCY_MS) {
    this.baud = baud;
    this.gapMs = gapMs;
    this.latencyMs = latencyMs;
  }

  wire(bytes: number): number {
    return wireTime(bytes, this.baud);
  }

  /**
   * Latest moment at which something of the reply to `bytes` bytes that leave now is handed over: UARTs and adapters
   * gather some, so a short reply comes as a whole.
   */
  replyBy(now: number, bytes: number, allowanceMs: number): number {
    const gathered = bytes <= CLEAR_POLL_BYTES ? CLEAR_ACK_BYTES : GATHERED_BYTES;
    return now + this.wire(bytes + gathered) + allowanceMs;
  }

  /** When the answer to `bytes` bytes that leave now would be complete if its PD thought for so long. */
  usualEnd(now: number, bytes: number, thoughtMs: number, replyBytes = USUAL_REPLY_BYTES): number {
    return now + this.wire(bytes + replyBytes) + thoughtMs + this.latencyMs;
  }

  /** Latest moment for the next bytes of a reply that has begun. */
  moreBy(now: number): number {
    return now + CHARACTER_GAP_MS + this.wire(GATHERED_BYTES) + this.latencyMs;
  }
}
