import { VratarError } from '@vratar/protocol/errors';
import {
  type CheckKind,
  type Command,
  decodeReply,
  encodeCommand,
  type Frame,
  type KeySelector,
  NAK,
  nameOf,
  REPLIES,
  type Reply,
  type SessionReason,
} from '@vratar/protocol/osdp';
import { type Answer, Link } from '../../line/scheduler/link.ts';
import type { Request } from '../../line/scheduler/parts/request.ts';
import type { Wire } from './wire.ts';

const TRIES = 3;
/** A PD that is busy says so for as long as it takes; after this many the tool gives up. */
const MOST_BUSY = 50;
const BUSY_PAUSE_MS = 100;

export type DeviceKey = Uint8Array | 'default';

export interface DeviceOptions {
  readonly check: CheckKind;
  readonly random: (size: number) => Uint8Array;
}

/** One PD on the wire, spoken to one command at a time with the repeats that the standard asks for. */
export class Device {
  readonly address: number;
  readonly #wire: Wire;
  readonly #link: Link;
  #cuid: Uint8Array | undefined;

  constructor(wire: Wire, address: number, options: DeviceOptions) {
    this.#wire = wire;
    this.address = address;
    this.#link = new Link(address, options.check, options.random);
  }

  /** Base key of the open session; undefined in clear. */
  get secured(): KeySelector | undefined {
    return this.#link.secured;
  }

  /** The PD's own 8 bytes, known once a secure channel was opened. */
  get cuid(): Uint8Array | undefined {
    return this.#cuid;
  }

  /** Starts the link anew with POLL, which some PDs want before anything else. False: nothing answers. */
  async greet(tries = TRIES): Promise<boolean> {
    this.#link.reset();
    return (await this.#try(encodeCommand({ kind: 'POLL' }), tries)) !== undefined;
  }

  /**
   * Opens a secure channel, in place of one that is open.
   * @throws VratarError `osdp_channel_refused`, `osdp_device_silent`.
   */
  async secure(key: DeviceKey): Promise<void> {
    this.#link.prepare(key);
    for (const step of ['challenge', 'scrypt'] as const) {
      const answer = await this.#try(step, TRIES);
      if (answer === undefined) throw this.silent();
      const reason = failureOf(answer);
      if (reason === undefined) continue;
      const selector = key === 'default' ? 'default' : 'site';
      throw new VratarError('osdp_channel_refused', { address: this.address, selector, reason });
    }
  }

  /** Sends a command; the answer, NAK apart. @throws VratarError `osdp_device_silent`, `osdp_device_refused`. */
  async ask(command: Command): Promise<Reply> {
    const answer = await this.#try(encodeCommand(command), TRIES);
    if (answer === undefined) throw this.silent();
    if (answer.kind === 'reply') return answer.reply;
    throw new VratarError('osdp_device_refused', {
      address: this.address,
      command: command.kind === 'opaque' ? (command.name ?? command.code) : command.kind,
      error: failureOf(answer) ?? 'unknown',
    });
  }

  /** As `ask`, for the one reply that fits. @throws VratarError `osdp_answer_unexpected` and those of `ask`. */
  async expect<K extends Reply['kind']>(command: Command, kind: K): Promise<Extract<Reply, { kind: K }>> {
    const reply = await this.ask(command);
    if (reply.kind === kind) return reply as Extract<Reply, { kind: K }>;
    const params = { address: this.address, command: command.kind, answer: reply.kind };
    throw new VratarError('osdp_answer_unexpected', params);
  }

  silent(): VratarError {
    return new VratarError('osdp_device_silent', { address: this.address, port: this.#wire.where });
  }

  /** The same bytes until an answer comes; undefined when none does. */
  async #try(message: Request['message'], tries: number): Promise<Answer | undefined> {
    const bytes = this.#link.send(message);
    let busy = 0;
    for (let tried = 0; tried < tries; ) {
      const answer = await this.#wire.exchange(bytes, (frame) => this.#usable(frame));
      if (answer === undefined) tried += 1;
      else if (answer.kind !== 'busy' || busy === MOST_BUSY) return answer;
      else {
        busy += 1;
        await new Promise((done) => setTimeout(done, BUSY_PAUSE_MS));
      }
    }
    return undefined;
  }

  #usable(frame: Frame): Answer | undefined {
    if (!frame.reply || frame.address !== this.address) return undefined;
    const answer = this.#link.take(frame);
    if (answer.kind === 'unusable') return undefined;
    if (frame.code === REPLIES.CCRYPT.code && answer.kind === 'reply') this.#rememberCuid(frame);
    return answer;
  }

  #rememberCuid(frame: Frame): void {
    const reply = decodeReply(frame.code, frame.data);
    if (reply.ok && reply.value.kind === 'CCRYPT') this.#cuid = Uint8Array.from(reply.value.cuid);
  }
}

const IN_WORDS: Partial<Record<SessionReason, string>> = {
  cryptogram: 'it has another key (its cryptogram does not match)',
  key_selector: 'it speaks about another kind of key than it was asked for',
  refused: 'it does not accept the proof that this side has the key',
  malformed: 'its answer to the handshake is not as the standard has it',
};

/** In words, why an answer is not what was wanted. */
function failureOf(answer: Answer): string | undefined {
  switch (answer.kind) {
    case 'reply':
      return undefined;
    case 'nak':
      return `NAK ${answer.error} (${nameOf(NAK, answer.error) ?? 'unknown'})`;
    case 'busy':
      return 'BUSY without end';
    case 'refused':
      return IN_WORDS[answer.reason] ?? answer.reason;
    case 'unusable':
      return answer.reason;
  }
}
