import { encodeBatch } from '@vratar/protocol/delivery';
import { CHAIN_START, chainHash } from '@vratar/protocol/messages';
import type { BenchGateway } from './network.ts';

const DAY_MS = 86_400_000;

/** Local mornings from seven o'clock, one after another, as a gateway that was offline has them in its journal. */
const momentOf = (from: number, index: number, perDay: number): number =>
  from + Math.floor(index / perDay) * DAY_MS + Math.floor(((index % perDay) / perDay) * 7 * 3_600_000);

/** Makes a gateway's journal: nine of ten events are the grant and the passage of a pupil, the tenth is `alive`. */
export class BenchJournal {
  readonly #gateway: BenchGateway;
  readonly #from: number;
  readonly #perDay: number;
  #seq = 0;
  #head = CHAIN_START;

  /** @param from UTC ms of the first event */
  constructor(gateway: BenchGateway, from: number, perDay: number) {
    this.#gateway = gateway;
    this.#from = from;
    this.#perDay = perDay;
  }

  get last(): number {
    return this.#seq;
  }

  get head(): string {
    return this.#head;
  }

  /** The next batch as it travels. */
  batch(count: number): { readonly first: number; readonly through: number; readonly payload: string } {
    const [first, prev] = [this.#seq + 1, this.#head];
    const lines: string[] = [];
    for (let index = 0; index < count; index++) {
      const line = this.#line();
      this.#head = chainHash(this.#head, line);
      lines.push(line);
    }
    const batch = { epoch: 1, first, prev, head: this.#head, lines };
    return { first, through: this.#seq, payload: encodeBatch(batch, 1) };
  }

  #line(): string {
    const index = this.#seq++;
    const at = momentOf(this.#from, index, this.#perDay);
    const common = { seq: index + 1, at, boot: 'b0a1c2d3', mono: at - this.#from, clock: 'synced' };
    if (index % 10 === 9) return JSON.stringify({ ...common, kind: 'alive' });
    const tap = Math.floor(index / 2);
    const token = this.#gateway.tokens[tap % this.#gateway.tokens.length];
    const trace = `${this.#gateway.id}-${tap}`;
    const direction = Math.floor(tap / this.#gateway.tokens.length) % 2 === 0 ? 'in' : 'out';
    const who = { lane: 'lane-1', building: 'A', direction, token, trace };
    const kind = index % 2 === 0 ? 'granted' : 'passage';
    return JSON.stringify({
      ...common,
      kind,
      ...who,
      ...(kind === 'passage' ? { grant: trace } : { list: 1 }),
    });
  }
}
