/**
 * OSDP v2.2 (IEC 60839-11-5): frames, messages, secure channel. Pure; the line belongs to the caller.
 *
 * Bytes → meaning: `Framer.push(bytes)` yields frames (and what it discarded, with the reason); in clear,
 * `decodeReply(frame.code, frame.data)` gives the typed reply. Meaning → bytes: `encodeCommand({ kind: 'POLL' })`
 * gives code and data, `encodeFrame(header, { reply: false, ...message })` the frame, `withMark` what goes on the wire.
 * A PD does the same with commands and replies exchanged.
 *
 * Secure channel: `AcuSession` and `PdSession` stand between messages and frames; their comments show the order of
 * calls. `session.wrap(header, encodeCommand(…))` replaces `encodeFrame`, and `session.unwrap(frame)` gives the code and
 * data for `decodeReply`. Sequence numbers, time-outs, retries and the choice of a base key belong to the caller.
 *
 * `SessionObserver` reads a channel from outside, for captures and monitors, where its base key is known.
 *
 * What comes from the line never throws; it is a value with a reason. Only building a message from wrong values does.
 */
export { crc16 } from './frame/crc16.ts';
export { decodeFrame, type FrameResult } from './frame/decode-frame.ts';
export { encodeFrame, type FrameContent, type MacOf, withMark } from './frame/encode-frame.ts';
export {
  BROADCAST_ADDRESS,
  type CheckKind,
  type Frame,
  type FrameHeader,
  LAST_PD_ADDRESS,
  LONGEST_FRAME,
  MARK,
  nextSequence,
  PD_RECEIVES_AT_LEAST,
  type SecurityBlock,
  type Sequence,
  SOM,
} from './frame/frame.ts';
export { type Framed, Framer, type FramerCounters } from './frame/framer.ts';
export { REJECT_REASONS, type RejectReason } from './frame/reject-reason.ts';
export { SCS } from './frame/scs.ts';
export type { DataProblem } from './layout/cursor.ts';
export type { RawCard } from './messages/card-data.ts';
export { COMMANDS } from './messages/commands.ts';
export {
  type Command,
  commandName,
  type Decoded,
  decodeCommand,
  decodeReply,
  encodeCommand,
  encodeReply,
  type KnownCommand,
  type KnownReply,
  type Message,
  type OpaqueMessage,
  type Reply,
  replyName,
} from './messages/message.ts';
export { REPLIES } from './messages/replies.ts';
export {
  BAUD_RATES,
  BUZZER_TONES,
  CAPABILITY,
  CONTACT_STATES,
  type ContactState,
  LED_COLORS,
  type LedColorName,
  NAK,
  nameOf,
  OUTPUT_CONTROLS,
  type OutputControl,
  PERMANENT_LED,
  READER_STATES,
  type ReaderState,
  TEMPORARY_LED,
  TEXT_MODES,
} from './messages/values.ts';
export { AcuSession } from './secure/acu-session.ts';
export { ChannelCipher } from './secure/channel-cipher.ts';
export { clientCryptogram, initialRmac, serverCryptogram } from './secure/cryptograms.ts';
export {
  DEFAULT_KEY,
  deriveSessionKeys,
  diversifyKey,
  type KeySelector,
  type SessionKeys,
} from './secure/keys.ts';
export { PdSession } from './secure/pd-session.ts';
export { type Observed, SessionObserver } from './secure/session-observer.ts';
export type { OpenedMessage, SessionReason, SessionResult } from './secure/session-result.ts';
