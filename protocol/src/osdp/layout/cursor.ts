/** What is wrong with the data of a command or reply. `field` is a path such as `outputs[1].control`. */
export interface DataProblem {
  readonly reason: 'short' | 'trailing' | 'range';
  readonly field: string;
  /** Byte offset in the data. */
  readonly offset: number;
  readonly expected: string;
}

/**
 * Reading position in the data of one message. Reading past the end or out of range is noted, the first problem wins,
 * and reading goes on with zeroes, so that a layout needs no error handling of its own.
 */
export class Reader {
  readonly #data: Uint8Array;
  #at = 0;
  #problem: DataProblem | undefined;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  get problem(): DataProblem | undefined {
    return this.#problem;
  }

  get left(): number {
    return this.#data.length - this.#at;
  }

  take(count: number, field: string): Uint8Array {
    if (this.left < count) {
      this.fail('short', field, `${count} bytes, ${this.left} are left`);
      return new Uint8Array(count);
    }
    const bytes = this.#data.subarray(this.#at, this.#at + count);
    this.#at += count;
    return bytes;
  }

  uint(size: 1 | 2 | 4, field: string): number {
    const bytes = this.take(size, field);
    let value = 0;
    for (let i = size - 1; i >= 0; i -= 1) value = value * 256 + bytes[i]!;
    return value;
  }

  fail(reason: DataProblem['reason'], field: string, expected: string, before = 0): void {
    this.#problem ??= { reason, field, offset: this.#at - before, expected };
  }
}

/** Collects the data of one message. */
export class Writer {
  readonly #bytes: number[] = [];

  uint(size: 1 | 2 | 4, value: number): void {
    let rest = value;
    for (let i = 0; i < size; i += 1) {
      this.#bytes.push(rest % 256);
      rest = Math.floor(rest / 256);
    }
  }

  bytes(bytes: Uint8Array): void {
    for (const byte of bytes) this.#bytes.push(byte);
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}
