import { CRC_INITIAL, crcMultiply, crcShiftTable, crcStep } from './crc16.ts';

/**
 * A sliding window of received bytes that answers "is the check field of [start, end) right?" in constant time.
 *
 * Beside each byte it keeps the CRC register (from 0) and the sum of everything before it. Both are linear, so the
 * value over any range follows from its two ends: `crc(s..e) = P[e] ⊕ (P[s] ⊕ initial)·x^(8(e−s))`. That is what makes
 * resynchronising linear: a burst of false starts that each announce a long frame costs no pass over its bytes.
 */
export class CheckWindow {
  readonly #bytes: Uint8Array;
  readonly #crc: Uint16Array;
  readonly #sum: Uint8Array;
  readonly #shift: Uint16Array;
  #start = 0;
  #end = 0;

  /** `longest`: the largest range that will be asked about. */
  constructor(longest: number) {
    this.#bytes = new Uint8Array(2 * longest);
    this.#crc = new Uint16Array(2 * longest + 1);
    this.#sum = new Uint8Array(2 * longest + 1);
    this.#shift = crcShiftTable(longest);
  }

  get length(): number {
    return this.#end - this.#start;
  }

  /** Byte at this offset from the start of the window. */
  at(offset: number): number {
    return this.#bytes[this.#start + offset]!;
  }

  /** Takes as many of `chunk[from, …)` as there is room for; gives how many. */
  append(chunk: Uint8Array, from: number): number {
    if (this.#end === this.#bytes.length) this.#compact();
    const count = Math.min(chunk.length - from, this.#bytes.length - this.#end);
    for (let i = 0; i < count; i += 1) {
      const byte = chunk[from + i]!;
      const end = this.#end;
      this.#bytes[end] = byte;
      this.#crc[end + 1] = crcStep(this.#crc[end]!, byte);
      this.#sum[end + 1] = this.#sum[end]! + byte;
      this.#end = end + 1;
    }
    return count;
  }

  /** Forgets `count` bytes at the start. */
  drop(count: number): void {
    this.#start += count;
    if (this.#start === this.#end) this.#reset();
  }

  /** A copy of the first `count` bytes. */
  copy(count: number): Uint8Array {
    return this.#bytes.slice(this.#start, this.#start + count);
  }

  /** CRC-16 over the first `count` bytes. */
  crc(count: number): number {
    const from = this.#crc[this.#start]! ^ CRC_INITIAL;
    return this.#crc[this.#start + count]! ^ crcMultiply(from, this.#shift[count]!);
  }

  /** Sum of the first `count` bytes, modulo 256. */
  sum(count: number): number {
    return (this.#sum[this.#start + count]! - this.#sum[this.#start]!) & 0xff;
  }

  #compact(): void {
    this.#bytes.copyWithin(0, this.#start, this.#end);
    this.#crc.copyWithin(0, this.#start, this.#end + 1);
    this.#sum.copyWithin(0, this.#start, this.#end + 1);
    this.#end -= this.#start;
    this.#start = 0;
  }

  #reset(): void {
    this.#start = 0;
    this.#end = 0;
    this.#crc[0] = 0;
    this.#sum[0] = 0;
  }
}
