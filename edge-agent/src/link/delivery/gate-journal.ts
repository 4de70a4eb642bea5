import type { Batch, Span } from '@vratar/protocol/delivery';
import { VratarError } from '@vratar/protocol/errors';
import { CHAIN_START } from '@vratar/protocol/messages';
import type { GateClient } from '../../socket/gate-client.ts';
import type { DeliveryJournal } from './journal.ts';

/** The journal behind the gate's socket. */
export class GateJournal implements DeliveryJournal {
  readonly #gate: Pick<GateClient, 'request'>;

  constructor(gate: Pick<GateClient, 'request'>) {
    this.#gate = gate;
  }

  async span(): Promise<Span> {
    return this.#gate.request('position', {});
  }

  async prove(seq: number): Promise<string> {
    const { hash } = await this.#gate.request('hashAt', { seq });
    if (hash !== null) return hash;
    const { first } = await this.#gate.request('position', {});
    return seq < first ? 'pruned' : 'unknown';
  }

  async fork(epoch: number, atLeast: number): Promise<void> {
    await this.#gate.request('fork', { epoch, atLeast });
  }

  async read(epoch: number, after: number, limit: number) {
    try {
      const { first, prev, lines } = await this.#gate.request('read', { epoch, after, limit });
      if (lines.length === 0) return 'nothing';
      // The journal's own value, not one computed here: a line that was damaged on the disk must not fit it.
      const head = await this.#known(after + lines.length);
      return { epoch, first, prev, head, lines } satisfies Batch;
    } catch (error) {
      if (!(error instanceof VratarError) || error.code !== 'journal_pruned') throw error;
      const { first, base } = await this.#gate.request('position', {});
      return { through: first - 1, hash: base };
    }
  }

  async acknowledge(epoch: number, through: number, hash: string): Promise<void> {
    if (through > 0) await this.#gate.request('ack', { epoch, through, hash });
  }

  async #known(seq: number): Promise<string> {
    if (seq === 0) return CHAIN_START;
    const { hash } = await this.#gate.request('hashAt', { seq });
    if (hash === null) throw new VratarError('journal_moved', { seq });
    return hash;
  }
}
