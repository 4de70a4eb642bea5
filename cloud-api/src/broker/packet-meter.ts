/**
 * Follows the packet boundaries of an MQTT byte stream and says when a packet announces more bytes than allowed. The
 * embedded broker would otherwise gather a packet of any size before it looks at it.
 */
export class PacketMeter {
  readonly #limit: number;
  /** Bytes of the current packet's body that are still to come; undefined inside a fixed header. */
  #left: number | undefined;
  #length = 0;
  #shift = -7;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns false when a packet is longer than the limit, or its length is not one */
  accept(chunk: Buffer): boolean {
    for (let at = 0; at < chunk.length; ) {
      if (this.#left === undefined) {
        if (!this.#header(chunk[at]!)) return false;
        at += 1;
      } else {
        const step = Math.min(this.#left, chunk.length - at);
        at += step;
        this.#left -= step;
      }
      if (this.#left === 0) this.#left = undefined;
    }
    return true;
  }

  /** One byte of a fixed header: type and flags, then the length, seven bits a byte, lowest first. */
  #header(byte: number): boolean {
    if (this.#shift < 0) {
      this.#shift = 0;
      this.#length = 0;
      return true;
    }
    this.#length += (byte & 0x7f) * 2 ** this.#shift;
    this.#shift += 7;
    if (this.#length > this.#limit || this.#shift > 28) return false;
    if (byte >= 0x80) return true;
    this.#left = this.#length;
    this.#shift = -7;
    return true;
  }
}
