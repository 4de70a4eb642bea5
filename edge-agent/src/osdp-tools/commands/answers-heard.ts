import type { Traffic } from '../wire/wire.ts';

/** A driver that is switched off leaves a byte or two that nobody sent; two answers on one wire leave a whole frame of them. */
const LEAST_GARBLED_BYTES = 4;

/** What came back while one address was asked: devices that share it give themselves away by this. */
export class AnswersHeard {
  #asked = 0;
  #answers = 0;
  #garbled = 0;

  take({ way, framed }: Traffic): void {
    if (way === 'sent') this.#asked += 1;
    else if (framed.kind === 'discarded') this.#garbled += framed.bytes.length;
    else if (framed.frame.reply) this.#answers += 1;
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
