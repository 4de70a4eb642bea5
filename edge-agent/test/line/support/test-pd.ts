import {
  type CheckKind,
  type Command,
  decodeCommand,
  encodeFrame,
  encodeReply,
  type Frame,
  PdSession,
  type Reply,
  withMark,
} from '@vratar/protocol/osdp';

export interface TestPdOptions {
  readonly address: number;
  /** Site key; without it the PD knows no secure channel unless `acceptsDefaultKey`. */
  readonly key?: Uint8Array | undefined;
  readonly acceptsDefaultKey?: boolean;
  /** Takes commands in clear although it has a key. */
  readonly takesClear?: boolean;
  readonly inputs?: ('inactive' | 'active')[];
  readonly check?: CheckKind;
}

const FREE_IN_CLEAR = ['POLL', 'ID', 'CAP', 'CHLNG', 'SCRYPT'];

/**
 * A small PD for tests of the line alone: strict about sequence numbers and sessions, answers a repeated command with
 * the same bytes. What it is asked and does is there to be looked at.
 */
export class TestPd {
  readonly options: TestPdOptions;
  readonly session: PdSession;
  /** Commands as they were executed, repetitions left out. */
  readonly executed: Command[] = [];
  /** Replies for the next POLLs. */
  readonly queue: Reply[] = [];
  readonly outputs: boolean[] = [false, false, false];
  inputs: ('inactive' | 'active')[];
  powered = true;
  /** Called for each command before the PD acts on it; a reply given here is sent instead. */
  override: (command: Command) => Reply | 'silence' | undefined = () => undefined;
  #expected: number | undefined;
  #last: { readonly bytes: string; readonly reply: Uint8Array } | undefined;
  /** Repetitions that it answered with the bytes of before. */
  repeats = 0;
  /** Sent instead of taking a command, as often as there are frames. */
  readonly instead: Uint8Array[] = [];

  constructor(options: TestPdOptions) {
    this.options = options;
    this.inputs = options.inputs ?? ['inactive', 'inactive'];
    this.session = new PdSession({
      cuid: new Uint8Array(8).fill(options.address + 1),
      siteKey: options.key,
      acceptsDefaultKey: options.acceptsDefaultKey ?? false,
    });
  }

  /** Loses power and comes back at once: everything volatile is gone. */
  restart(): void {
    this.session.close();
    this.#expected = undefined;
    this.#last = undefined;
    this.outputs.fill(false);
  }

  take(frame: Frame): Uint8Array | undefined {
    if (!this.powered || frame.reply || frame.address !== this.options.address) return undefined;
    const instead = this.instead.shift();
    if (instead !== undefined) return instead;
    const bytes = Buffer.from(frame.bytes).toString('hex');
    if (frame.sequence === 0) this.session.close();
    else if (this.#last?.bytes === bytes) {
      this.repeats += 1;
      return this.#last.reply;
    } else if (this.#expected !== undefined && frame.sequence !== this.#expected) {
      return this.#clear(frame, { kind: 'NAK', error: 4, details: new Uint8Array(0) });
    }
    const reply = this.#answer(frame);
    if (reply === undefined) return undefined;
    this.#expected = frame.sequence === 3 ? 1 : frame.sequence + 1;
    this.#last = { bytes, reply };
    return reply;
  }

  #answer(frame: Frame): Uint8Array | undefined {
    const header = { address: frame.address, sequence: frame.sequence, check: frame.check };
    if (frame.security?.type === 0x11) {
      if (!this.session.acceptChallenge(frame, new Uint8Array(8).fill(7)).ok) return this.#nak(frame, 6);
      return withMark(this.session.ccrypt(header));
    }
    if (frame.security?.type === 0x13) {
      if (!this.session.acceptScrypt(frame).ok) return this.#nak(frame, 6);
      return withMark(this.session.rmac(header));
    }
    return frame.security === undefined ? this.#inClear(frame) : this.#secured(frame);
  }

  #inClear(frame: Frame): Uint8Array | undefined {
    const command = decodeCommand(frame.code, frame.data);
    if (!command.ok) return this.#nak(frame, 2);
    const demands = this.options.key !== undefined && !this.options.takesClear;
    if (demands && !FREE_IN_CLEAR.includes(command.value.kind)) return this.#nak(frame, 6);
    const reply = this.#execute(command.value);
    return reply === undefined ? undefined : this.#clear(frame, reply);
  }

  #secured(frame: Frame): Uint8Array | undefined {
    if (this.session.state !== 'open') return this.#nak(frame, 6);
    const opened = this.session.unwrap(frame);
    if (!opened.ok) return this.#nak(frame, 6);
    const command = decodeCommand(opened.code, opened.data);
    const reply = command.ok ? this.#execute(command.value) : nak(2);
    if (reply === undefined) return undefined;
    const header = { address: frame.address, sequence: frame.sequence, check: frame.check };
    return withMark(this.session.wrap(header, encodeReply(reply)));
  }

  #execute(command: Command): Reply | undefined {
    const instead = this.override(command);
    if (instead === 'silence') return undefined;
    this.executed.push(command);
    if (instead !== undefined) return instead;
    switch (command.kind) {
      case 'POLL':
        return this.queue.shift() ?? { kind: 'ACK' };
      case 'ID':
        return {
          kind: 'PDID',
          vendor: Uint8Array.of(1, 2, 3),
          model: 1,
          version: 1,
          serial: this.options.address,
          firmware: { major: 1, minor: 0, build: 0 },
        };
      case 'CAP':
        return { kind: 'PDCAP', capabilities: [{ function: 2, level: 1, units: 3 }] };
      case 'ISTAT':
        return { kind: 'ISTATR', inputs: this.inputs };
      case 'OSTAT':
        return { kind: 'OSTATR', outputs: [...this.outputs] };
      case 'LSTAT':
        return { kind: 'LSTATR', tamper: false, powerFault: false };
      case 'OUT':
        for (const { output, control } of command.outputs) {
          this.outputs[output] = control === 'onAbortTimer' || control === 'timedOn';
        }
        return { kind: 'ACK' };
      default:
        return { kind: 'ACK' };
    }
  }

  #nak(frame: Frame, error: number): Uint8Array {
    return this.#clear(frame, nak(error));
  }

  #clear(frame: Frame, reply: Reply): Uint8Array {
    const header = { address: frame.address, sequence: frame.sequence, check: frame.check };
    return withMark(encodeFrame(header, { reply: true, ...encodeReply(reply) }));
  }
}

function nak(error: number): Reply {
  return { kind: 'NAK', error, details: new Uint8Array(0) };
}
