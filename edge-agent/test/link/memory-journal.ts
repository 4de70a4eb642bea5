import type { Batch, Span } from '@vratar/protocol/delivery';
import { VratarError } from '@vratar/protocol/errors';
import { CHAIN_START, chainHash } from '@vratar/protocol/messages';
import type { DeliveryJournal } from '../../src/link/delivery/journal.ts';

/** A journal in memory behind the link's port; it can fail where the real one can. */
export class MemoryJournal implements DeliveryJournal {
  readonly lines: string[] = [];
  readonly hashes: string[] = [CHAIN_START];
  epoch = 1;
  acked = 0;
  /** So many of the next questions fail, as when the gate restarts. */
  failures = 0;

  add(count: number): this {
    for (let index = 0; index < count; index++) {
      const line = JSON.stringify({ seq: this.lines.length + 1, kind: 'alive' });
      this.lines.push(line);
      this.hashes.push(chainHash(this.hashes.at(-1)!, line));
    }
    return this;
  }

  async span(): Promise<Span> {
    this.#mayFail();
    const last = this.lines.length;
    const { epoch, acked } = this;
    return { epoch, acked, first: 1, last, base: CHAIN_START, head: this.hashes[last]! };
  }

  async prove(seq: number): Promise<string> {
    this.#mayFail();
    return this.hashes[seq] ?? 'unknown';
  }

  async fork(epoch: number, atLeast: number): Promise<void> {
    this.#mayFail();
    if (epoch !== this.epoch) return;
    this.epoch = Math.max(epoch + 1, atLeast);
    this.acked = 0;
  }

  async read(epoch: number, after: number, limit: number): Promise<Batch | 'nothing'> {
    this.#mayFail();
    const lines = this.lines.slice(after, after + Math.min(limit, 3));
    if (lines.length === 0) return 'nothing';
    const head = this.hashes[after + lines.length]!;
    return { epoch, first: after + 1, prev: this.hashes[after]!, head, lines };
  }

  async acknowledge(_epoch: number, through: number): Promise<void> {
    this.#mayFail();
    this.acked = through;
  }

  #mayFail(): void {
    if (this.failures === 0) return;
    this.failures -= 1;
    throw new VratarError('socket_closed', { why: 'planted' });
  }
}
