/** One sender's bytes on the wire, back to back from `startMs`. */
export class Transmission {
  readonly source: object;
  readonly baud: number;
  readonly startMs: number;
  readonly byteMs: number;
  /** Bytes delivered so far. */
  delivered = 0;
  #bytes: Uint8Array;

  /** `byteMs`: wire time of one byte; 0 where real hardware does the pacing. */
  constructor(source: object, bytes: Uint8Array, baud: number, byteMs: number, startMs: number) {
    this.source = source;
    this.#bytes = bytes;
    this.baud = baud;
    this.startMs = startMs;
    this.byteMs = byteMs;
  }

  get length(): number {
    return this.#bytes.length;
  }

  get endMs(): number {
    return this.endOf(this.length);
  }

  get done(): boolean {
    return this.delivered >= this.length;
  }

  /** Moment at which the first `count` bytes are through. */
  endOf(count: number): number {
    return this.startMs + count * this.byteMs;
  }

  /** End of the next piece: at most `pieceMs` of wire time, at least one byte. */
  pieceEnd(pieceMs: number): number {
    return Math.min(this.length, this.delivered + Math.max(1, Math.floor(pieceMs / this.byteMs)));
  }

  /** The sender lost power: bytes not yet through at `atMs` were never sent. */
  cutAt(atMs: number): void {
    const elapsed = atMs - this.startMs;
    const through = Math.max(this.delivered, elapsed <= 0 ? 0 : Math.floor(elapsed / this.byteMs));
    if (through < this.length) this.#bytes = this.#bytes.subarray(0, Math.max(0, through));
  }

  byte(index: number): number {
    return this.#bytes[index]!;
  }

  slice(from: number, to: number): Uint8Array {
    return this.#bytes.subarray(from, to);
  }

  /** The byte that is on the wire at some moment within [fromMs, toMs); undefined when there is none. */
  byteDuring(fromMs: number, toMs: number): number | undefined {
    if (toMs <= this.startMs || fromMs >= this.endMs) return undefined;
    const middle = (Math.max(fromMs, this.startMs) + Math.min(toMs, this.endMs)) / 2;
    return this.#bytes[Math.floor((middle - this.startMs) / this.byteMs)];
  }
}
