import type { Device } from './device.ts';
import type { Exchange } from './exchange.ts';

/**
 * Answers that were not waited for, because a release or a promised read would have had to wait, too. Such an answer may
 * yet come, onto the wire where other exchanges are. Whoever is asked meanwhile is waited for no longer than its answers
 * usually take, and asked again at once: what failed may have been spoilt.
 */
export class CutAnswers {
  #until = Number.NEGATIVE_INFINITY;
  /** Whose exchange was spoilt and is repeated: that is done once. */
  #again: Device | undefined;

  /**
   * What is sent to this device at `sentAt` may meet such an answer on the wire. Of one that is silent, or sought under a
   * fire, nobody knows whether it is there: the line has no time for a second try of it before the others have their first.
   */
  maySpoil(device: Device, sentAt: number): boolean {
    if (device.presence.silent || device.isSoughtInFire) return false;
    return sentAt < this.#until && device !== this.#again;
  }

  /** Nothing came to this exchange. Gives whether it is to be repeated at once. */
  expired(exchange: Exchange, now: number): boolean {
    const { device, sentAt, mayAnswerUntil } = exchange;
    const again = this.maySpoil(device, sentAt);
    this.#again = again ? device : undefined;
    if (!again && now < mayAnswerUntil) this.#until = mayAnswerUntil;
    return again;
  }
}
