import {
  AcuSession,
  type CheckKind,
  DEFAULT_KEY,
  decodeReply,
  encodeFrame,
  type Frame,
  type FrameHeader,
  type KeySelector,
  nextSequence,
  REPLIES,
  type Reply,
  type Sequence,
  type SessionReason,
  withMark,
} from '@vratar/protocol/osdp';
import type { PdAddress } from '../contract.ts';
import type { Request } from './parts/request.ts';

/** What a frame of this PD means to the exchange in progress. */
export type Answer =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'busy' }
  | { readonly kind: 'nak'; readonly error: number }
  /** The handshake failed for a reason that repeating does not change. */
  | { readonly kind: 'refused'; readonly reason: SessionReason }
  /** Damaged, replayed, forged, or none of this exchange: it is as if nothing had come. */
  | { readonly kind: 'unusable'; readonly reason: string };

/** An answer to something else that came late; the right one may still follow. */
const OF_NO_HANDSHAKE: ReadonlySet<SessionReason> = new Set(['unexpected', 'plaintext', 'security_type']);
const EMPTY_POLL_REPLY: Reply = { kind: 'ACK' };

/** The link to one PD: sequence numbers, the secure channel, and the bytes of the exchange in progress. */
export class Link {
  readonly #address: PdAddress;
  readonly #check: CheckKind;
  readonly #random: (size: number) => Uint8Array;
  #session: AcuSession | undefined;
  #sequence: Sequence = 0;
  #fresh = true;
  #outstanding: Request['message'] | undefined;

  /** `random` yields that many fresh random bytes. */
  constructor(address: PdAddress, check: CheckKind, random: (size: number) => Uint8Array) {
    this.#address = address;
    this.#check = check;
    this.#random = random;
  }

  /** Which base key the open session stands on; undefined in clear. */
  get secured(): KeySelector | undefined {
    return this.#session?.state === 'open' ? this.#session.selector : undefined;
  }

  /** Starts the numbering again: the next command goes in clear with sequence 0. */
  reset(): void {
    this.#session?.close();
    this.#session = undefined;
    this.#fresh = true;
    this.#outstanding = undefined;
  }

  /** The next challenge is made with this key. The running session, if any, goes on until then. */
  prepare(key: Uint8Array | 'default'): void {
    const selector = key === 'default' ? 'default' : 'site';
    this.#session = new AcuSession({ key: key === 'default' ? DEFAULT_KEY : key, selector });
  }

  /** Bytes of a new command, mark byte included. To repeat it, send them again. */
  send(message: Request['message']): Uint8Array {
    this.#sequence = this.#fresh ? 0 : nextSequence(this.#sequence);
    this.#fresh = false;
    this.#outstanding = message;
    const header = { address: this.#address, sequence: this.#sequence, check: this.#check };
    return withMark(this.#build(header, message));
  }

  /** Takes a frame from this PD's address while an exchange is in progress. */
  take(frame: Frame): Answer {
    if (frame.code === REPLIES.BUSY.code && frame.security === undefined) return { kind: 'busy' };
    if (frame.code === REPLIES.NAK.code && frame.security === undefined) return nak(frame.data);
    if (frame.sequence !== this.#sequence) return { kind: 'unusable', reason: 'sequence' };
    if (this.#outstanding === 'challenge') return this.#handshake(this.#session!.acceptCcrypt(frame));
    if (this.#outstanding === 'scrypt') return this.#handshake(this.#session!.acceptRmac(frame));
    return this.#session?.state === 'open' ? this.#secured(frame, this.#session) : this.#clear(frame);
  }

  #build(header: FrameHeader, message: Request['message']): Uint8Array {
    if (message === 'challenge') return this.#session!.challenge(header, this.#random(8));
    if (message === 'scrypt') return this.#session!.scrypt(header);
    if (this.#session?.state === 'open') return this.#session.wrap(header, message);
    return encodeFrame(header, { reply: false, ...message });
  }

  #secured(frame: Frame, session: AcuSession): Answer {
    const opened = session.unwrap(frame);
    if (!opened.ok) return { kind: 'unusable', reason: opened.reason };
    return opened.code === REPLIES.NAK.code ? nak(opened.data) : decoded(opened.code, opened.data);
  }

  #clear(frame: Frame): Answer {
    if (frame.security !== undefined) return { kind: 'unusable', reason: 'security_type' };
    return decoded(frame.code, frame.data);
  }

  #handshake(result: { readonly ok: true } | { readonly ok: false; readonly reason: SessionReason }): Answer {
    if (result.ok) return { kind: 'reply', reply: EMPTY_POLL_REPLY };
    const { reason } = result;
    return OF_NO_HANDSHAKE.has(reason) ? { kind: 'unusable', reason } : { kind: 'refused', reason };
  }
}

function decoded(code: number, data: Uint8Array): Answer {
  if (code === REPLIES.ACK.code) return { kind: 'reply', reply: EMPTY_POLL_REPLY };
  const reply = decodeReply(code, data);
  if (!reply.ok) return { kind: 'unusable', reason: `${reply.kind}_${reply.problem.reason}` };
  return { kind: 'reply', reply: reply.value };
}

function nak(data: Uint8Array): Answer {
  return { kind: 'nak', error: data[0] ?? 0 };
}
