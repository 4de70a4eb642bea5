import { timingSafeEqual } from 'node:crypto';
import { encodeFrame } from '../frame/encode-frame.ts';
import type { Frame, FrameHeader } from '../frame/frame.ts';
import { MAC_ON_WIRE, SCS } from '../frame/scs.ts';
import type { Message } from '../messages/message.ts';
import type { ChannelCipher } from './channel-cipher.ts';
import { refuse, type SessionResult } from './session-result.ts';

const NONE = new Uint8Array(0);

/** SCS types of the two directions, without and with encryption. */
const TYPES = {
  command: { mac: SCS.commandMac, encrypted: SCS.commandEncrypted },
  reply: { mac: SCS.replyMac, encrypted: SCS.replyEncrypted },
} as const;

export type Way = keyof typeof TYPES;

/**
 * The secured frame and its whole MAC. A message without data goes with a MAC alone (annex D.1.4), others encrypted.
 * `previous`: the last MAC of the other direction.
 */
export function seal(
  cipher: ChannelCipher,
  way: Way,
  header: FrameHeader,
  message: Message,
  previous: Uint8Array,
): { readonly bytes: Uint8Array; readonly mac: Uint8Array } {
  const encrypted = message.data.length > 0;
  const data = encrypted ? cipher.encrypt(message.data, previous) : message.data;
  const security = { type: encrypted ? TYPES[way].encrypted : TYPES[way].mac, data: NONE };
  let mac: Uint8Array = NONE;
  const bytes = encodeFrame(
    header,
    { reply: way === 'reply', security, code: message.code, data },
    (covered) => {
      mac = cipher.mac(covered, previous);
      return mac.subarray(0, MAC_ON_WIRE);
    },
  );
  return { bytes, mac };
}

/** What the frame says, and its whole MAC. Encrypted data that is padding alone is taken too: some devices send it. */
export function open(
  cipher: ChannelCipher,
  way: Way,
  frame: Frame,
  previous: Uint8Array,
): SessionResult<{ readonly data: Uint8Array; readonly mac: Uint8Array }> {
  const { mac: sent, security } = frame;
  if (frame.reply !== (way === 'reply')) return refuse('security_type');
  if (security?.type !== TYPES[way].mac && security?.type !== TYPES[way].encrypted)
    return refuse('security_type');
  if (sent === undefined) return refuse('malformed');
  const covered = frame.bytes.subarray(0, frame.bytes.length - MAC_ON_WIRE - (frame.check === 'crc' ? 2 : 1));
  const mac = cipher.mac(covered, previous);
  if (!timingSafeEqual(mac.subarray(0, MAC_ON_WIRE), sent)) return refuse('mac');
  if (security.type === TYPES[way].mac) return { ok: true, data: frame.data, mac };
  const data = cipher.decrypt(frame.data, previous);
  return data === undefined ? refuse('padding') : { ok: true, data, mac };
}
