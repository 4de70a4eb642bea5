import type { Device } from './device.ts';
import type { Request } from './parts/request.ts';
import type { Pick } from './pick.ts';
import { CCRYPT_BYTES, CLEAR_ACK_BYTES, type LineTiming, USUAL_REPLY_BYTES } from './timing.ts';

/** A command on its way, and how long its answer may take. One line has one at most. */
export class Exchange {
  readonly device: Device;
  readonly sentAt: number;
  /** Bytes sent, mark byte included. */
  readonly length: number;
  readonly #timing: LineTiming;
  /** Length of the answer that usually comes, mark byte included. */
  readonly #replyBytes: number;
  /** Its answer may begin until then, whether it is waited for or not. */
  readonly mayAnswerUntil: number;
  #replyBy: number;
  #moreBy: number | undefined;

  /**
   * @param hurryAt from when on it waits for nobody who thinks longer than usual: a promised read of another PD is due then,
   * or others wait for their first try. An answer that comes all the same may spoil what is on the wire by then (`CutAnswers`)
   */
  constructor(
    { device, request }: Pick,
    length: number,
    sentAt: number,
    timing: LineTiming,
    hurryAt: number,
  ) {
    this.device = device;
    this.#replyBytes = usualReplyBytes(device, request);
    this.length = length;
    this.sentAt = sentAt;
    this.#timing = timing;
    this.mayAnswerUntil = timing.replyBy(sentAt, length, device.presence.allowance(timing.latencyMs));
    this.#replyBy = Math.min(this.mayAnswerUntil, Math.max(hurryAt, this.usualEnd));
  }

  /** Moment at which it has failed, unless more bytes come. */
  get deadline(): number {
    return this.#moreBy ?? this.#replyBy;
  }

  /** When the answer would be complete if this PD thought no longer than usual. */
  get usualEnd(): number {
    return this.#timing.usualEnd(this.sentAt, this.length, this.device.usualTurnaround, this.#replyBytes);
  }

  /** A frame has begun (`pending`) or not: from the first byte on, the gap between bytes decides. */
  heard(pending: boolean, now: number): void {
    this.#moreBy = pending ? this.#timing.moreBy(now) : undefined;
  }

  /** Waits on for the right frame behind a wrong one, but no longer than such an answer takes. */
  expectAnother(now: number): void {
    const { usualTurnaround } = this.device;
    const another = this.#timing.moreBy(now) + this.#timing.wire(this.#replyBytes) + usualTurnaround;
    this.#replyBy = Math.min(this.#replyBy, another);
  }

  /** How long the PD thought before it sent `replyBytes` bytes, the last of which came now. */
  turnaround(replyBytes: number, now: number): number {
    return Math.max(0, now - this.sentAt - this.#timing.wire(this.length + replyBytes));
  }

  /**
   * When the wire is free again. An answer that came faster than the wire carries it came over a line without pacing
   * (a socket); commands keep the line's pace there, so that nobody's processor is spent on polling.
   */
  freeAt(replyBytes: number, now: number): number {
    const onWire = this.#timing.wire(this.length + replyBytes);
    const paced = now - this.sentAt >= onWire / 2;
    return (paced ? now : this.sentAt + onWire) + this.#timing.gapMs;
  }
}

/** To its first POLL a PD answers with nothing; a longer frame has begun by then, and is waited for. */
function usualReplyBytes(device: Device, { message }: Request): number {
  if (message === 'challenge') return CCRYPT_BYTES;
  return device.isSoughtInFire ? CLEAR_ACK_BYTES : USUAL_REPLY_BYTES;
}
