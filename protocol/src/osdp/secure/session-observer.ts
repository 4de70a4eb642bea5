import type { Frame } from '../frame/frame.ts';
import { carriesMac } from '../frame/scs.ts';
import { decodeCommand, decodeReply } from '../messages/message.ts';
import { ChannelCipher } from './channel-cipher.ts';
import { clientCryptogram, initialRmac, serverCryptogram } from './cryptograms.ts';
import { DEFAULT_KEY, deriveSessionKeys, type SessionKeys } from './keys.ts';
import { open, type Way } from './sealing.ts';

/** What a bystander can say about one frame. */
export type Observed =
  | { readonly kind: 'clear' }
  /** A step of the handshake. `key` once the PD's cryptogram was seen: which of the known keys it was made with. */
  | { readonly kind: 'handshake'; readonly key?: 'default' | 'known' | 'unknown' }
  /** The MAC is right; `data` as it was before encryption. `repeated`: the same bytes as before. */
  | { readonly kind: 'opened'; readonly data: Uint8Array; readonly repeated: boolean }
  /** It cannot be read: the handshake was not seen, its key is not known, or the MAC or the padding is wrong. */
  | { readonly kind: 'sealed'; readonly reason: 'no_handshake' | 'unknown_key' | 'mac' | 'padding' };

type State =
  | { readonly name: 'nothing' }
  | { readonly name: 'challenged'; readonly rndA: Uint8Array }
  | { readonly name: 'unknown_key' }
  | { readonly name: 'open'; readonly cipher: ChannelCipher };

interface Last {
  readonly mac: Uint8Array;
  readonly bytes?: Uint8Array;
  readonly data?: Uint8Array;
}

/**
 * Follows the secure channel of one PD from outside, as a capture or a monitor sees it, and reads it where a base key
 * is known. It never answers, and it has no say in whether a session is good.
 */
export class SessionObserver {
  readonly #keys: readonly Uint8Array[];
  #state: State = { name: 'nothing' };
  #command: Last = { mac: new Uint8Array(0) };
  #reply: Last = { mac: new Uint8Array(0) };

  /** `keys`: base keys to try, beside the default key. The array may grow while frames are observed. */
  constructor(keys: readonly Uint8Array[]) {
    this.#keys = keys;
  }

  observe(frame: Frame): Observed {
    if (frame.security === undefined) return { kind: 'clear' };
    if (carriesMac(frame.security.type)) return this.#read(frame);
    const message = frame.reply ? decodeReply(frame.code, frame.data) : decodeCommand(frame.code, frame.data);
    if (!message.ok) return { kind: 'handshake' };
    if (message.value.kind === 'CHLNG') {
      this.#state = { name: 'challenged', rndA: Uint8Array.from(message.value.rndA) };
      return { kind: 'handshake' };
    }
    return message.value.kind === 'CCRYPT' && this.#state.name === 'challenged'
      ? this.#recognise(this.#state.rndA, message.value.rndB, message.value.cryptogram)
      : { kind: 'handshake' };
  }

  #recognise(rndA: Uint8Array, rndB: Uint8Array, cryptogram: Uint8Array): Observed {
    for (const key of [DEFAULT_KEY, ...this.#keys]) {
      const keys = deriveSessionKeys(key, rndA);
      if (Buffer.compare(clientCryptogram(keys, rndA, rndB), cryptogram) !== 0) continue;
      this.#start(keys, serverCryptogram(keys, rndA, rndB));
      return { kind: 'handshake', key: key === DEFAULT_KEY ? 'default' : 'known' };
    }
    this.#state = { name: 'unknown_key' };
    return { kind: 'handshake', key: 'unknown' };
  }

  #start(keys: SessionKeys, server: Uint8Array): void {
    const rmac = initialRmac(keys, server);
    this.#command = { mac: rmac };
    this.#reply = { mac: rmac };
    this.#state = { name: 'open', cipher: new ChannelCipher(keys) };
  }

  #read(frame: Frame): Observed {
    if (this.#state.name !== 'open') {
      return { kind: 'sealed', reason: this.#state.name === 'unknown_key' ? 'unknown_key' : 'no_handshake' };
    }
    const way: Way = frame.reply ? 'reply' : 'command';
    const mine = frame.reply ? this.#reply : this.#command;
    const other = frame.reply ? this.#command : this.#reply;
    if (mine.bytes !== undefined && Buffer.compare(mine.bytes, frame.bytes) === 0) {
      return { kind: 'opened', data: mine.data!, repeated: true };
    }
    const opened = open(this.#state.cipher, way, frame, other.mac);
    if (!opened.ok) return { kind: 'sealed', reason: opened.reason === 'padding' ? 'padding' : 'mac' };
    const last = { mac: opened.mac, bytes: frame.bytes, data: opened.data };
    if (frame.reply) this.#reply = last;
    else this.#command = last;
    return { kind: 'opened', data: opened.data, repeated: false };
  }
}
