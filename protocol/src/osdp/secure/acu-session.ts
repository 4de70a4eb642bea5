import { timingSafeEqual } from 'node:crypto';
import { VratarError } from '../../errors/index.ts';
import { encodeFrame } from '../frame/encode-frame.ts';
import type { Frame, FrameHeader } from '../frame/frame.ts';
import { carriesMac, SCS } from '../frame/scs.ts';
import { COMMANDS } from '../messages/commands.ts';
import { decodeReply, encodeCommand, type Message } from '../messages/message.ts';
import { REPLIES } from '../messages/replies.ts';
import { ChannelCipher } from './channel-cipher.ts';
import { clientCryptogram, initialRmac, serverCryptogram } from './cryptograms.ts';
import { deriveSessionKeys, type KeySelector, SELECTOR_BYTE, type SessionKeys } from './keys.ts';
import { open, seal } from './sealing.ts';
import { type OpenedMessage, refuse, type SessionResult } from './session-result.ts';

type State =
  | { readonly name: 'closed' }
  | { readonly name: 'challenged'; readonly keys: SessionKeys; readonly rndA: Uint8Array }
  | { readonly name: 'answered'; readonly keys: SessionKeys; readonly server: Uint8Array }
  | { readonly name: 'open'; readonly cipher: ChannelCipher };

const VERIFIED = 0x01;
const CLOSED: State = { name: 'closed' };

/**
 * The ACU's side of one secure channel with one PD:
 * `challenge` → `acceptCcrypt` → `scrypt` → `acceptRmac`, then `wrap` a command and `unwrap` its answer, again and
 * again. Methods that build frames give whole frames (add the mark byte); **to retry, send the same bytes again**,
 * building again is another message. `challenge` may start over at any time: that is how a session is renewed.
 */
export class AcuSession {
  /** The base key that this session is opened under. */
  readonly selector: KeySelector;
  readonly #key: Uint8Array;
  #state: State = CLOSED;
  #commandMac: Uint8Array = new Uint8Array(0);
  #replyMac: Uint8Array = new Uint8Array(0);
  /** Code of the command whose answer is awaited. */
  #outstanding: number | undefined;

  /** `key`: base key of 16 bytes; `selector` names it to the PD. */
  constructor(options: { readonly key: Uint8Array; readonly selector: KeySelector }) {
    this.#key = Uint8Array.from(options.key);
    this.selector = options.selector;
  }

  get state(): State['name'] {
    return this.#state.name;
  }

  /** Forgets the session; what was outstanding is lost. */
  close(): void {
    this.#state = CLOSED;
    this.#outstanding = undefined;
  }

  /** CHLNG. `rndA`: 8 fresh random bytes. */
  challenge(header: FrameHeader, rndA: Uint8Array): Uint8Array {
    const bytes = encodeFrame(header, {
      reply: false,
      security: { type: SCS.challenge, data: Uint8Array.of(SELECTOR_BYTE[this.selector]) },
      ...encodeCommand({ kind: 'CHLNG', rndA }),
    });
    this.#outstanding = undefined;
    this.#state = {
      name: 'challenged',
      keys: deriveSessionKeys(this.#key, rndA),
      rndA: Uint8Array.from(rndA),
    };
    return bytes;
  }

  /** Takes CCRYPT. The cUID names the PD: its first bytes are those of PDID. */
  acceptCcrypt(frame: Frame): SessionResult<{ readonly cuid: Uint8Array }> {
    const state = this.#state;
    if (state.name !== 'challenged') return refuse('unexpected');
    const step = this.#handshakeStep(frame, SCS.clientCryptogram);
    if (!step.ok) return step;
    if (frame.security!.data[0] !== SELECTOR_BYTE[this.selector]) return refuse('key_selector');
    const reply = decodeReply(frame.code, frame.data);
    if (!reply.ok || reply.value.kind !== 'CCRYPT') return refuse('malformed');
    const { cuid, rndB, cryptogram } = reply.value;
    const { keys, rndA } = state;
    if (!timingSafeEqual(clientCryptogram(keys, rndA, rndB), cryptogram)) return refuse('cryptogram');
    this.#state = { name: 'answered', keys, server: serverCryptogram(keys, rndA, rndB) };
    return { ok: true, cuid };
  }

  /** SCRYPT. */
  scrypt(header: FrameHeader): Uint8Array {
    const state = this.#state;
    if (state.name !== 'answered') throw wrongState('scrypt', 'answered', state.name);
    return encodeFrame(header, {
      reply: false,
      security: { type: SCS.serverCryptogram, data: Uint8Array.of(SELECTOR_BYTE[this.selector]) },
      ...encodeCommand({ kind: 'SCRYPT', cryptogram: state.server }),
    });
  }

  /** Takes RMAC_I; after it the session is open. */
  acceptRmac(frame: Frame): SessionResult {
    const state = this.#state;
    if (state.name !== 'answered') return refuse('unexpected');
    const step = this.#handshakeStep(frame, SCS.initialRmac);
    if (!step.ok) return step;
    if (frame.security!.data[0] !== VERIFIED) return refuse('refused');
    const reply = decodeReply(frame.code, frame.data);
    if (!reply.ok || reply.value.kind !== 'RMAC_I') return refuse('malformed');
    const expected = initialRmac(state.keys, state.server);
    if (!timingSafeEqual(expected, reply.value.rmac)) return refuse('mac');
    this.#replyMac = expected;
    this.#state = { name: 'open', cipher: new ChannelCipher(state.keys) };
    return { ok: true };
  }

  /**
   * Secures a command. Until its answer was taken, only the same bytes should be sent: if the PD took this command and
   * its answer was lost, another command would be refused by the PD for its MAC.
   */
  wrap(header: FrameHeader, command: Message): Uint8Array {
    const state = this.#state;
    if (state.name !== 'open') throw wrongState('wrap', 'open', state.name);
    const { bytes, mac } = seal(state.cipher, 'command', header, command, this.#replyMac);
    this.#commandMac = mac;
    this.#outstanding = command.code;
    return bytes;
  }

  /**
   * Takes the answer to the last wrapped command, once: the same answer again is `unexpected`. BUSY and NAK may come in
   * clear; they leave the chain of MACs and the outstanding command as they are. So may the ACK to KEYSET.
   */
  unwrap(frame: Frame): SessionResult<OpenedMessage> {
    const { security, code, data } = frame;
    if (!frame.reply || this.#outstanding === undefined) return refuse('unexpected');
    if (this.#state.name !== 'open') return refuse('no_session');
    if (security === undefined || !carriesMac(security.type)) {
      return security === undefined && this.#mayBeClear(code)
        ? { ok: true, code, data, secure: false }
        : refuse(security === undefined ? 'plaintext' : 'security_type');
    }
    const opened = open(this.#state.cipher, 'reply', frame, this.#commandMac);
    if (!opened.ok) return opened;
    this.#replyMac = opened.mac;
    this.#outstanding = undefined;
    return { ok: true, code, data: opened.data, secure: true };
  }

  #mayBeClear(code: number): boolean {
    if (code === REPLIES.BUSY.code || code === REPLIES.NAK.code) return true;
    return code === REPLIES.ACK.code && this.#outstanding === COMMANDS.KEYSET.code;
  }

  #handshakeStep(frame: Frame, type: number): SessionResult {
    if (!frame.reply) return refuse('unexpected');
    if (frame.code === REPLIES.NAK.code) return refuse('nak');
    if (frame.code === REPLIES.BUSY.code) return refuse('busy');
    if (frame.security === undefined) return refuse('plaintext');
    return frame.security.type === type ? { ok: true } : refuse('security_type');
  }
}

function wrongState(step: string, needed: string, found: string): VratarError {
  return new VratarError('osdp_session_state', { step, needed, found });
}
