const NEWLINE = 0x0a;

/** Cuts a stream of bytes into lines, and refuses to hold more of one than `limit` bytes. */
export class LineSplitter {
  readonly #limit: number;
  #held: Buffer = Buffer.alloc(0);

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: Buffer): void {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
  }

  /** The next whole line without its end; undefined when more bytes are needed. @throws RangeError when it is too long */
  next(): string | undefined {
    const end = this.#held.indexOf(NEWLINE);
    if (end > this.#limit || (end < 0 && this.#held.length > this.#limit))
      throw new RangeError(`longer than ${this.#limit} bytes`);
    if (end < 0) return undefined;
    const line = this.#held.toString('utf8', 0, end);
    this.#held = this.#held.subarray(end + 1);
    return line;
  }
}
