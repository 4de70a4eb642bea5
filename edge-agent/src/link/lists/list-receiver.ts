import {
  type Assembled,
  assemble,
  type ListAssembly,
  type ListPart,
  type ListReport,
  wanted,
} from '@vratar/protocol/delivery';
import { VratarError } from '@vratar/protocol/errors';
import type { Logger } from 'pino';

/** What the receiver asks of the gate. It verifies everything itself; nothing here is trusted. */
export interface ListGate {
  /** Version in force; 0 for none. */
  version(): Promise<number>;
  /** Hands over a whole document. @returns the version in force; throws the gate's refusal (`list_…`) */
  offer(bytes: Uint8Array): Promise<number>;
}

export interface ListReceiverOptions {
  readonly gate: ListGate;
  readonly publish: (report: ListReport) => void;
  readonly log: Logger;
}

/** A part that did not come is asked for again after this time. */
const AGAIN_MS = 10_000;

/** Fetches list documents part by part, hands them to the gate, and reports what is in force. */
export class ListReceiver {
  readonly #options: ListReceiverOptions;
  #assembly: ListAssembly | undefined;
  #timer: NodeJS.Timeout | undefined;
  #busy = false;

  constructor(options: ListReceiverOptions) {
    this.#options = options;
  }

  /** The cloud can be reached: say what is in force, and go on with what has come in part. */
  async connected(): Promise<void> {
    await this.#report();
    if (this.#assembly !== undefined) this.#ask(this.#assembly);
  }

  async received(part: ListPart): Promise<void> {
    if (this.#busy) return;
    const step = assemble(this.#assembly, part);
    if (step.kind === 'ignored') return;
    clearTimeout(this.#timer);
    if (step.kind === 'want') this.#ask(step.assembly);
    else await this.#offer(step);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #ask(assembly: ListAssembly): void {
    this.#assembly = assembly;
    this.#options.publish(wanted(assembly).report);
    this.#timer = setTimeout(() => this.#ask(assembly), AGAIN_MS);
  }

  async #offer({ document, bytes }: Extract<Assembled, { kind: 'whole' }>): Promise<void> {
    this.#assembly = undefined;
    this.#busy = true;
    try {
      const version = await this.#options.gate.offer(bytes);
      this.#options.log.info({ ...document, version, bytes: bytes.length }, 'allow list in force');
      await this.#report();
    } catch (error) {
      this.#options.log.warn({ err: error, ...document }, 'the gate refuses an allow list');
      const isRefusal = error instanceof VratarError && error.code.startsWith('list_');
      // An older one than that in force was only late.
      await this.#report(isRefusal && error.code !== 'list_older' ? error.code : undefined);
    } finally {
      this.#busy = false;
    }
  }

  async #report(refused?: string): Promise<void> {
    const version = await this.#options.gate.version();
    this.#options.publish({ v: 1, kind: 'have', version, ...(refused === undefined ? {} : { refused }) });
  }
}
