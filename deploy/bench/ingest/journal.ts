import { encodeBatch } from '@vratar/protocol/delivery';
import { CHAIN_START, chainHash } from '@vratar/protocol/messages';
import type { BenchGateway } from './network.ts';

const DAY_MS = 86_400_000;

/** When a gateway's n-th event happens, UTC ms. */
export type Moments = (index: number) => number;

/** Local mornings from seven o'clock, one after another, as a gateway that was offline has them in its journal. */
export const mornings =
  (from: number, perDay: number): Moments =>
  (index) =>
    from + Math.floor(index / perDay) * DAY_MS + Math.floor(((index % perDay) / perDay) * 7 * 3_600_000);

export interface BenchEvent {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly token?: string | undefined;
}

export interface BenchBatch {
  readonly first: number;
  readonly through: number;
  readonly events: readonly BenchEvent[];
  /** As it travels. */
  readonly payload: string;
}

/** Makes a gateway's journal: nine of ten events are the grant and the passage of a pupil, the tenth is `alive`. */
export class BenchJournal {
  readonly gateway: string;
  readonly #tokens: readonly string[];
  readonly #skip: number;
  readonly #momentOf: Moments;
  readonly #begins: number;
  readonly #said: { readonly kind: string }[] = [];
  #seq = 0;
  #head = CHAIN_START;

  /** @param tokens of the pupils who enter here, in the order in which they come */
  constructor({ id, begins }: BenchGateway, tokens: readonly string[], momentOf: Moments) {
    this.gateway = id;
    this.#tokens = tokens;
    this.#skip = begins;
    this.#momentOf = momentOf;
    this.#begins = momentOf(0);
  }

  get last(): number {
    return this.#seq;
  }

  get head(): string {
    return this.#head;
  }

  /** Something besides taps, to be journaled next. */
  say(event: { readonly kind: string } & Readonly<Record<string, string>>): void {
    this.#said.push(event);
  }

  batch(count: number): BenchBatch {
    const [first, prev] = [this.#seq + 1, this.#head];
    const events = Array.from({ length: count }, () => this.#next());
    const lines = events.map((event) => JSON.stringify(event));
    for (const line of lines) this.#head = chainHash(this.#head, line);
    const payload = encodeBatch({ epoch: 1, first, prev, head: this.#head, lines }, 1);
    return { first, through: this.#seq, events, payload };
  }

  #next(): BenchEvent {
    const index = this.#seq++;
    const at = this.#momentOf(index);
    const common = { seq: index + 1, at, boot: 'b0a1c2d3', mono: at - this.#begins, clock: 'synced' };
    const said = this.#said.shift();
    if (said !== undefined) return { ...common, ...said };
    if (index % 10 === 9) return { ...common, kind: 'alive' };
    const tap = Math.floor(index / 2);
    const token = this.#tokens[(tap + this.#skip) % this.#tokens.length];
    const trace = `${this.gateway}-${tap}`;
    const direction = Math.floor(tap / this.#tokens.length) % 2 === 0 ? 'in' : 'out';
    const who = { lane: 'lane-1', building: 'A', direction, token, trace };
    const kind = index % 2 === 0 ? 'granted' : 'passage';
    return { ...common, kind, ...who, ...(kind === 'passage' ? { grant: trace } : { list: 1 }) };
  }
}
