import assert from 'node:assert/strict';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import type { Push } from '@vratar/edge-agent/src/socket/schema.ts';
import { chainHash } from '@vratar/protocol/messages';

/** Remembers every event that a gate ever showed, and holds later journals to it. */
export class Witness {
  readonly #seen = new Map<number, { readonly hash: string; readonly line: string }>();
  #epoch = 1;
  #acked = 0;

  get events(): number {
    return this.#seen.size;
  }

  see({ epoch, hash, line, event }: Push<'event'>): void {
    assert.equal(epoch, this.#epoch, 'an epoch changed without a reason');
    this.#remember(event.seq, hash, line);
  }

  /** The gate answered that it knows what the cloud holds. */
  acknowledged(through: number): void {
    this.#acked = through;
  }

  get lastHash(): { seq: number; hash: string } | undefined {
    const seq = Math.max(0, ...this.#seen.keys());
    const last = this.#seen.get(seq);
    return last && { seq, hash: last.hash };
  }

  /**
   * Reads the whole journal: no gap, no repeat, no torn record, nothing gone that was shown, no acknowledgement lost.
   * @returns how many events were read
   */
  async check(gate: GateClient): Promise<number> {
    const { epoch, first, last, acked } = await gate.request('position', {});
    assert.equal(epoch, this.#epoch, 'a crash must not begin an epoch');
    assert.ok(acked >= this.#acked, `acknowledged through ${this.#acked}, but the journal says ${acked}`);
    const newest = this.lastHash?.seq ?? 0;
    assert.ok(last >= newest, `event ${newest} was shown, but the journal ends at ${last}`);
    let at = first - 1;
    while (at < last) at = await this.#page(gate, at);
    return last - first + 1;
  }

  async #page(gate: GateClient, after: number): Promise<number> {
    const { prev, lines } = await gate.request('read', { epoch: this.#epoch, after, limit: 200 });
    let hash = prev;
    let seq = after;
    for (const line of lines) {
      seq += 1;
      hash = chainHash(hash, line);
      assert.equal(JSON.parse(line).seq, seq, 'numbers are contiguous');
      this.#remember(seq, hash, line);
    }
    assert.ok(lines.length > 0, `the journal gives nothing after ${after}`);
    return seq;
  }

  #remember(seq: number, hash: string, line: string): void {
    const known = this.#seen.get(seq);
    if (known === undefined) this.#seen.set(seq, { hash, line });
    else assert.deepEqual({ hash, line }, known, `event ${seq} is another one now`);
  }
}
