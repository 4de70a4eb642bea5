import {
  BAUD_RATES,
  BROADCAST_ADDRESS,
  type Command,
  decodeCommand,
  encodeReply,
  type Frame,
  type FrameHeader,
  NAK,
  nextSequence,
  PdSession,
  type Reply,
  SCS,
  type Sequence,
} from '@vratar/protocol/osdp';
import type { Random } from '../random/index.ts';
import { nak } from './execute.ts';
import { clearFrame, entryOf, headerOf, type LinkAnswer, refusal } from './link-answer.ts';
import type { PdMemory } from './memory.ts';

/** Where the link hands over what concerns the device. */
export interface LinkHost {
  /** `secure`: the command came through an open secure channel. */
  execute(command: Command, secure: boolean, atMs: number): Reply;
  /** COMSET or KEYSET changed what survives a power cut. Called after the reply was built under the old settings. */
  remember(memory: PdMemory): void;
}

/** Ways in which devices of different makers answer. */
export interface LinkHabits {
  /** KEYSET is acknowledged under the old session, or in clear. */
  readonly keysetAck: 'session' | 'clear';
}

/** Interference with the next answer. */
export interface Meddling {
  readonly busy?: boolean;
  readonly nak?: number;
  readonly wrongSequence?: boolean;
}

/** After so long without a valid frame the device forgets the session (OSDP v2.2, 5.7), ms. */
const OFFLINE_MS = 8000;
/** What a device that demands the secure channel says in clear. */
const CLEAR_COMMANDS: ReadonlySet<string> = new Set(['POLL', 'ID', 'CAP', 'CHLNG']);
const BUSY: Reply = { kind: 'BUSY' };

/** The PD's side of the link: addresses, sequence numbers, the cached reply, the secure channel. No clock, no bytes lost. */
export class PdLink {
  readonly #host: LinkHost;
  readonly #habits: LinkHabits;
  readonly #random: Random;
  readonly #session: PdSession;
  #memory: PdMemory;
  #last: { sequence: Sequence; command: Uint8Array; reply: Uint8Array } | undefined;
  #heardMs = Number.NEGATIVE_INFINITY;

  constructor(host: LinkHost, memory: PdMemory, cuid: Uint8Array, habits: LinkHabits, random: Random) {
    this.#host = host;
    this.#habits = habits;
    this.#random = random;
    this.#memory = memory;
    this.#session = new PdSession({ cuid, siteKey: memory.siteKey, acceptsDefaultKey: memory.install });
  }

  get memory(): PdMemory {
    return this.#memory;
  }

  /** Moment of the last valid frame to this device. */
  get heardMs(): number {
    return this.#heardMs;
  }

  get session(): 'closed' | 'challenged' | 'default' | 'site' {
    return this.#session.selector ?? (this.#session.state === 'challenged' ? 'challenged' : 'closed');
  }

  /** Power is gone, or somebody set the device anew. */
  reset(memory: PdMemory = this.#memory): void {
    this.#memory = memory;
    this.#session.setKeys({ siteKey: memory.siteKey, acceptsDefaultKey: memory.install });
    this.#forget();
  }

  /** Whether it is a command to this device. */
  concerns(frame: Frame): boolean {
    const mine = frame.address === this.#memory.address || frame.address === BROADCAST_ADDRESS;
    return mine && !frame.reply;
  }

  /** Undefined: not for this device, it stays silent. */
  receive(frame: Frame, atMs: number, meddling: Meddling = {}): LinkAnswer | undefined {
    if (!this.concerns(frame)) return undefined;
    if (atMs - this.#heardMs > OFFLINE_MS) this.#forget();
    this.#heardMs = atMs;
    if (meddling.busy) return this.#clear({ ...frame, sequence: 0 }, atMs, BUSY, undefined);
    const repeated = this.#repeated(frame, atMs);
    if (repeated !== undefined) return repeated;
    if (frame.sequence === 0) this.#forget();
    else if (this.#last === undefined || frame.sequence !== nextSequence(this.#last.sequence)) {
      return this.#clear(frame, atMs, nak(NAK.badSequence), undefined);
    }
    const told = meddling.wrongSequence ? { ...frame, sequence: nextSequence(frame.sequence) } : frame;
    const answer =
      meddling.nak === undefined
        ? this.#answer(frame, headerOf(told), atMs)
        : refusal(frame, headerOf(told), atMs, meddling.nak);
    this.#last = { sequence: frame.sequence, command: Uint8Array.from(frame.bytes), reply: answer.bytes };
    return answer;
  }

  #repeated(frame: Frame, atMs: number): LinkAnswer | undefined {
    const last = this.#last;
    if (last === undefined || frame.sequence === 0 || frame.sequence !== last.sequence) return undefined;
    if (Buffer.compare(last.command, frame.bytes) !== 0) return undefined;
    return { bytes: last.reply, entry: entryOf(frame, atMs, undefined, undefined) };
  }

  #answer(frame: Frame, header: FrameHeader, atMs: number): LinkAnswer {
    const type = frame.security?.type;
    if (type === SCS.challenge) return this.#challenge(frame, header, atMs);
    if (type === SCS.serverCryptogram) return this.#scrypt(frame, header, atMs);
    if (type !== undefined) return this.#secured(frame, header, atMs);
    if (this.#session.state === 'open') return refusal(frame, header, atMs, NAK.securityConditionsNotMet);
    return this.#plain(frame, header, atMs);
  }

  #challenge(frame: Frame, header: FrameHeader, atMs: number): LinkAnswer {
    if (this.#memory.security === 'plain') return refusal(frame, header, atMs, NAK.secureChannelUnsupported);
    const accepted = this.#session.acceptChallenge(frame, this.#random.bytes(8));
    if (!accepted.ok) return refusal(frame, header, atMs, NAK.securityConditionsNotMet);
    return { bytes: this.#session.ccrypt(header), entry: entryOf(frame, atMs, undefined, 'CCRYPT') };
  }

  #scrypt(frame: Frame, header: FrameHeader, atMs: number): LinkAnswer {
    const accepted = this.#session.acceptScrypt(frame);
    if (accepted.ok) {
      return { bytes: this.#session.rmac(header), entry: entryOf(frame, atMs, undefined, 'RMAC_I') };
    }
    this.#session.close();
    return refusal(frame, header, atMs, NAK.securityConditionsNotMet);
  }

  /** A frame with a right CRC and a wrong MAC means that the two sides have lost each other: only a new session helps. */
  #secured(frame: Frame, header: FrameHeader, atMs: number): LinkAnswer {
    const opened = this.#session.unwrap(frame);
    if (!opened.ok) {
      this.#session.close();
      return refusal(frame, header, atMs, NAK.securityConditionsNotMet);
    }
    const decoded = decodeCommand(opened.code, opened.data);
    const command = decoded.ok ? decoded.value : undefined;
    const reply = command === undefined ? nak(NAK.badLength) : this.#obey(command, true, atMs);
    const inClear = command?.kind === 'KEYSET' && reply.kind === 'ACK' && this.#habits.keysetAck === 'clear';
    const bytes = inClear ? clearFrame(header, reply) : this.#session.wrap(header, encodeReply(reply));
    return { bytes, entry: entryOf(frame, atMs, command, reply) };
  }

  #plain(frame: Frame, header: FrameHeader, atMs: number): LinkAnswer {
    const decoded = decodeCommand(frame.code, frame.data);
    if (!decoded.ok) return refusal(frame, header, atMs, NAK.badLength);
    const command = decoded.value;
    const allowed = this.#memory.security !== 'required' || CLEAR_COMMANDS.has(command.kind);
    if (!allowed || command.kind === 'KEYSET') {
      return refusal(frame, header, atMs, NAK.securityConditionsNotMet, command);
    }
    const reply = this.#obey(command, false, atMs);
    return { bytes: clearFrame(header, reply), entry: entryOf(frame, atMs, command, reply) };
  }

  #obey(command: Command, secure: boolean, atMs: number): Reply {
    if (command.kind === 'COMSET') return this.#comset(command.address, command.baud);
    if (command.kind === 'KEYSET') return this.#keyset(command.key);
    return this.#host.execute(command, secure, atMs);
  }

  /** A speed that the device cannot do is answered with the one that stays. */
  #comset(address: number, asked: number): Reply {
    const baud = (BAUD_RATES as readonly number[]).includes(asked) ? asked : this.#memory.baud;
    this.#remember({ ...this.#memory, address, baud });
    return { kind: 'COM', address, baud };
  }

  #keyset(key: Uint8Array): Reply {
    this.#remember({ ...this.#memory, siteKey: Uint8Array.from(key), install: false });
    this.#session.setKeys({ siteKey: this.#memory.siteKey, acceptsDefaultKey: false });
    return { kind: 'ACK' };
  }

  #remember(memory: PdMemory): void {
    this.#memory = memory;
    this.#host.remember(memory);
  }

  #clear(frame: Frame, atMs: number, reply: Reply, command: Command | undefined): LinkAnswer {
    return {
      bytes: clearFrame(headerOf(frame), reply),
      entry: entryOf(frame, atMs, command, reply),
    };
  }

  #forget(): void {
    this.#session.close();
    this.#last = undefined;
  }
}
