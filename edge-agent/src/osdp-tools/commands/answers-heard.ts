import type { Traffic } from '../wire/wire.ts';

/** A driver that is switched off leaves a byte or two that nobody sent; two answers on one wire leave a whole frame of them. */
const LEAST_GARBLED_BYTES = 4;

/** What came back while one address was asked: devices that share it give themselves away by this. */
export class AnswersHeard {
  #address: number | undefined;
  #asked = 0;
  #answers = 0;
  #garbled = 0;

  take({ way, framed }: Traffic): void {
    if (framed.kind === 'discarded') {
      if (way === 'heard') this.#garbled += framed.bytes.length;
    } else if (way === 'sent') {
      this.#address = framed.frame.address;
      this.#asked += 1;
    } else if (framed.frame.reply && framed.frame.address === this.#address) this.#answers += 1;
  }

  /** Another address is asked now. */
  forget(): void {
    this.#asked = 0;
    this.#answers = 0;
    this.#garbled = 0;
  }

  /** More answers came than commands were sent. */
  get tooMany(): boolean {
    return this.#answers > this.#asked;
  }

  /** Something was said that is no frame. */
  get garbled(): boolean {
    return this.#garbled >= LEAST_GARBLED_BYTES;
  }
}
