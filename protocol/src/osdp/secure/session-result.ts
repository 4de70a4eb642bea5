/**
 * Why a frame was refused by a session. A refused frame never changes the session: noise or a forger cannot end one.
 * What to do about it (send the same bytes again, open a new session, raise an alarm) is the caller's decision.
 */
export type SessionReason =
  /** Not awaited in this state: no challenge sent, no command outstanding, an answer that was already taken. */
  | 'unexpected'
  /** A secured frame, and no session is open. */
  | 'no_session'
  /** In clear while a session is open, and not one of the few messages that may be. */
  | 'plaintext'
  /** NAK in the handshake: the other side refuses it, or knows no secure channel. */
  | 'nak'
  /** BUSY in the handshake: send the same bytes again. */
  | 'busy'
  /** A security block that does not belong to this step or direction. */
  | 'security_type'
  /** The other side speaks about another base key than asked for (I10: an alarm, never a reason to change keys). */
  | 'key_selector'
  /** The code or the length is not that of this step. */
  | 'malformed'
  /** The other side does not have the key. */
  | 'cryptogram'
  /** The PD says that it did not accept the ACU's cryptogram. */
  | 'refused'
  /** Changed, replayed, or made under other keys. */
  | 'mac'
  /** The MAC is right, but what was encrypted has no valid padding. */
  | 'padding'
  /** The same command again, byte for byte: the PD sends the reply that it sent before. */
  | 'repeat';

export type SessionResult<T = object> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly reason: SessionReason };

export function refuse(reason: SessionReason): { readonly ok: false; readonly reason: SessionReason } {
  return { ok: false, reason };
}

/** A message as it was before it was secured. */
export interface OpenedMessage {
  readonly code: number;
  readonly data: Uint8Array;
  /** False for what came in clear: BUSY, NAK, and the answer to KEYSET. */
  readonly secure: boolean;
}
