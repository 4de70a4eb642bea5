import { timingSafeEqual } from 'node:crypto';
import { VratarError } from '../../errors/index.ts';
import { encodeFrame } from '../frame/encode-frame.ts';
import type { Frame, FrameHeader } from '../frame/frame.ts';
import { carriesMac, SCS } from '../frame/scs.ts';
import { decodeCommand, encodeReply, type Message } from '../messages/message.ts';
import { ChannelCipher } from './channel-cipher.ts';
import { clientCryptogram, initialRmac, serverCryptogram } from './cryptograms.ts';
import { DEFAULT_KEY, deriveSessionKeys, type KeySelector, SELECTOR_BYTE, type SessionKeys } from './keys.ts';
import { open, seal } from './sealing.ts';
import { type OpenedMessage, refuse, type SessionResult } from './session-result.ts';

interface Challenge {
  readonly selector: KeySelector;
  readonly keys: SessionKeys;
  readonly rndA: Uint8Array;
  readonly rndB: Uint8Array;
}

type State =
  | { readonly name: 'closed' }
  | ({ readonly name: 'challenged' } & Challenge)
  | { readonly name: 'open'; readonly selector: KeySelector; readonly cipher: ChannelCipher };

const VERIFIED = 0x01;
const CLOSED: State = { name: 'closed' };

/**
 * The PD's side of the secure channel:
 * `acceptChallenge` → `ccrypt` → `acceptScrypt` → `rmac`, then `unwrap` a command and `wrap` its reply. Each reply is
 * wrapped once and its bytes kept: when the ACU repeats a command (`repeat`, or in the handshake the same sequence
 * number and code), the PD sends those bytes again. BUSY and NAK in clear are sent *instead of* `unwrap`, so that the
 * same command can still be taken later.
 */
export class PdSession {
  readonly #cuid: Uint8Array;
  #siteKey: Uint8Array | undefined;
  #acceptsDefaultKey: boolean;
  #state: State = CLOSED;
  #commandMac: Uint8Array = new Uint8Array(0);
  #replyMac: Uint8Array = new Uint8Array(0);
  #lastCommand: Uint8Array | undefined;
  #owesReply = false;

  /** `cuid`: 8 bytes. `acceptsDefaultKey`: install mode. `siteKey`: 16 bytes, absent in a PD fresh from the factory. */
  constructor(options: {
    readonly cuid: Uint8Array;
    readonly siteKey?: Uint8Array | undefined;
    readonly acceptsDefaultKey: boolean;
  }) {
    this.#cuid = Uint8Array.from(options.cuid);
    this.#siteKey = options.siteKey;
    this.#acceptsDefaultKey = options.acceptsDefaultKey;
  }

  get state(): State['name'] {
    return this.#state.name;
  }

  /** The base key of the open session. */
  get selector(): KeySelector | undefined {
    return this.#state.name === 'open' ? this.#state.selector : undefined;
  }

  /** After KEYSET. The running session goes on under its own keys until the ACU opens another. */
  setKeys(keys: { readonly siteKey: Uint8Array | undefined; readonly acceptsDefaultKey: boolean }): void {
    this.#siteKey = keys.siteKey;
    this.#acceptsDefaultKey = keys.acceptsDefaultKey;
  }

  /** Forgets the session, as at power-up or after silence. */
  close(): void {
    this.#state = CLOSED;
    this.#lastCommand = undefined;
    this.#owesReply = false;
  }

  /** Takes CHLNG; it ends whatever session was open. `rndB`: 8 fresh random bytes. */
  acceptChallenge(frame: Frame, rndB: Uint8Array): SessionResult {
    if (frame.reply) return refuse('unexpected');
    if (frame.security === undefined) return refuse('plaintext');
    if (frame.security.type !== SCS.challenge) return refuse('security_type');
    const command = decodeCommand(frame.code, frame.data);
    if (!command.ok || command.value.kind !== 'CHLNG') return refuse('malformed');
    const selector = selectorOf(frame.security.data[0]);
    const key = selector === undefined ? undefined : this.#keyFor(selector);
    if (selector === undefined || key === undefined) return refuse('key_selector');
    const rndA = Uint8Array.from(command.value.rndA);
    this.close();
    this.#state = {
      name: 'challenged',
      selector,
      keys: deriveSessionKeys(key, rndA),
      rndA,
      rndB: Uint8Array.from(rndB),
    };
    return { ok: true };
  }

  /** CCRYPT. */
  ccrypt(header: FrameHeader): Uint8Array {
    const state = this.#state;
    if (state.name !== 'challenged') throw wrongState('ccrypt', 'challenged', state.name);
    const cryptogram = clientCryptogram(state.keys, state.rndA, state.rndB);
    return encodeFrame(header, {
      reply: true,
      security: { type: SCS.clientCryptogram, data: Uint8Array.of(SELECTOR_BYTE[state.selector]) },
      ...encodeReply({ kind: 'CCRYPT', cuid: this.#cuid, rndB: state.rndB, cryptogram }),
    });
  }

  /** Takes SCRYPT; after it the session is open, and `rmac` is due. */
  acceptScrypt(frame: Frame): SessionResult {
    const state = this.#state;
    if (frame.reply || state.name !== 'challenged') return refuse('unexpected');
    if (frame.security === undefined) return refuse('plaintext');
    if (frame.security.type !== SCS.serverCryptogram) return refuse('security_type');
    if (frame.security.data[0] !== SELECTOR_BYTE[state.selector]) return refuse('key_selector');
    const command = decodeCommand(frame.code, frame.data);
    if (!command.ok || command.value.kind !== 'SCRYPT') return refuse('malformed');
    const expected = serverCryptogram(state.keys, state.rndA, state.rndB);
    if (!timingSafeEqual(expected, command.value.cryptogram)) return refuse('cryptogram');
    this.#replyMac = initialRmac(state.keys, expected);
    this.#state = { name: 'open', selector: state.selector, cipher: new ChannelCipher(state.keys) };
    return { ok: true };
  }

  /** RMAC_I, before the first `unwrap`. */
  rmac(header: FrameHeader): Uint8Array {
    if (this.#state.name !== 'open' || this.#lastCommand !== undefined) {
      throw wrongState('rmac', 'open, nothing received', this.#state.name);
    }
    return encodeFrame(header, {
      reply: true,
      security: { type: SCS.initialRmac, data: Uint8Array.of(VERIFIED) },
      ...encodeReply({ kind: 'RMAC_I', rmac: this.#replyMac }),
    });
  }

  /** Takes a secured command. Anything older than the last one is refused for its MAC. */
  unwrap(frame: Frame): SessionResult<OpenedMessage> {
    if (frame.reply) return refuse('unexpected');
    if (frame.security === undefined) return refuse('plaintext');
    if (!carriesMac(frame.security.type)) return refuse('security_type');
    if (this.#state.name !== 'open') return refuse('no_session');
    if (this.#lastCommand !== undefined && Buffer.compare(this.#lastCommand, frame.bytes) === 0) {
      return refuse('repeat');
    }
    const opened = open(this.#state.cipher, 'command', frame, this.#replyMac);
    if (!opened.ok) return opened;
    this.#commandMac = opened.mac;
    this.#lastCommand = Uint8Array.from(frame.bytes);
    this.#owesReply = true;
    return { ok: true, code: frame.code, data: opened.data, secure: true };
  }

  /** Secures the reply to the command that was just taken. */
  wrap(header: FrameHeader, reply: Message): Uint8Array {
    const state = this.#state;
    if (state.name !== 'open' || !this.#owesReply) throw wrongState('wrap', 'open, a reply due', state.name);
    const { bytes, mac } = seal(state.cipher, 'reply', header, reply, this.#commandMac);
    this.#replyMac = mac;
    this.#owesReply = false;
    return bytes;
  }

  #keyFor(selector: KeySelector): Uint8Array | undefined {
    if (selector === 'site') return this.#siteKey;
    return this.#acceptsDefaultKey ? DEFAULT_KEY : undefined;
  }
}

function selectorOf(byte: number | undefined): KeySelector | undefined {
  if (byte === SELECTOR_BYTE.site) return 'site';
  return byte === SELECTOR_BYTE.default ? 'default' : undefined;
}

function wrongState(step: string, needed: string, found: string): VratarError {
  return new VratarError('osdp_session_state', { step, needed, found });
}
