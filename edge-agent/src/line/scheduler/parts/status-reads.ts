import { type Command, NAK, type Reply } from '@vratar/protocol/osdp';
import { type Request, request } from './request.ts';

interface Read {
  readonly command: Command;
  readonly answeredBy: Reply['kind'];
  everyMs: number;
  dueAt: number;
}

const INPUTS_EVERY_MS = 1000;
/** Tamper and power change rarely, are reported when they do, and are asked for at each connection. */
const LOCAL_EVERY_MS = 600_000;
const NEVER = Number.POSITIVE_INFINITY;

/**
 * Status that is asked for rather than waited for, because a change reported in the answer to a POLL can be lost: at
 * each connection, after each disturbance, and from time to time.
 */
export class StatusReads {
  readonly #inputs: Read = {
    command: { kind: 'ISTAT' },
    answeredBy: 'ISTATR',
    everyMs: INPUTS_EVERY_MS,
    dueAt: 0,
  };
  readonly #local: Read = {
    command: { kind: 'LSTAT' },
    answeredBy: 'LSTATR',
    everyMs: LOCAL_EVERY_MS,
    dueAt: 0,
  };

  /** A new session: everything is unknown. `inputsEveryMs`: see `DeviceConfig`. */
  reset(inputsEveryMs: number): void {
    this.#inputs.everyMs = inputsEveryMs;
    this.#inputs.dueAt = 0;
    this.#local.dueAt = 0;
  }

  /** Something was repeated or lost: what the PD reported meanwhile may be lost too. */
  disturbed(): void {
    if (this.#inputs.dueAt !== NEVER) this.#inputs.dueAt = 0;
  }

  /** The PD told the state of its inputs, asked for it or not, in an exchange that began at `askedAt`. */
  inputsTold(askedAt: number): void {
    this.#inputs.dueAt = askedAt + this.#inputs.everyMs;
  }

  /** Moment from which the inputs are to be read; infinite for a PD that knows no such command. */
  get inputsDueAt(): number {
    return this.#inputs.dueAt;
  }

  inputs(now: number): Request | undefined {
    return this.#due(this.#inputs, now);
  }

  /** The inputs, due or not. */
  readInputs(): Request {
    return this.#read(this.#inputs);
  }

  local(now: number): Request | undefined {
    return this.#due(this.#local, now);
  }

  #due(read: Read, now: number): Request | undefined {
    return now < read.dueAt ? undefined : this.#read(read);
  }

  #read(read: Read): Request {
    return request(
      read.command,
      (reply, at) => {
        read.dueAt = reply.kind === read.answeredBy ? at + read.everyMs : NEVER;
      },
      (error, at) => {
        read.dueAt = error === NAK.unknownCommand ? NEVER : at + read.everyMs;
      },
    );
  }
}
