import { encodeBatch } from '@vratar/protocol/delivery';
import { CHAIN_START, chainHash, type EventDraft } from '@vratar/protocol/messages';

const EPOCH = 1;
const BATCH = 200;

/** A journal as a gateway writes it: numbered, chained, each day closed with its account. */
export class HistoryJournal {
  readonly #waiting: { readonly line: string; readonly hash: string; readonly at: number }[] = [];
  #seq = 0;
  #hash = CHAIN_START;
  #sentHash = CHAIN_START;
  #dayFrom = 1;

  get seq(): number {
    return this.#seq;
  }

  get hash(): string {
    return this.#hash;
  }

  add(draft: EventDraft): void {
    this.#seq += 1;
    const line = JSON.stringify({ seq: this.#seq, ...draft });
    this.#hash = chainHash(this.#hash, line);
    this.#waiting.push({ line, hash: this.#hash, at: draft.at });
  }

  /** Says how many events the date had, and the chain value of the last: nobody signs a month without it. */
  closeDay(date: string, draft: Omit<EventDraft, 'kind' | 'data'>): void {
    const [from, through] = [this.#dayFrom, this.#seq];
    const data = { date, from, through, count: through - from + 1, head: this.#hash };
    this.add({ ...draft, kind: 'day_close', data });
    this.#dayFrom = this.#seq;
  }

  /** Batches of what has not been taken yet, as they travel, each with the moment of its last event. */
  *take(): Generator<{ readonly text: string; readonly at: number; readonly last: number }> {
    let first = this.#seq - this.#waiting.length + 1;
    while (this.#waiting.length > 0) {
      const events = this.#waiting.splice(0, BATCH);
      const { hash: head, at } = events.at(-1) as (typeof events)[number];
      const lines = events.map(({ line }) => line);
      yield {
        text: encodeBatch({ epoch: EPOCH, first, prev: this.#sentHash, head, lines }, 1),
        at,
        last: first + lines.length - 1,
      };
      this.#sentHash = head;
      first += lines.length;
    }
  }

  hello(at: number, boot: string): object {
    return {
      v: 1,
      session: `history-${at}`,
      formats: [1],
      epoch: EPOCH,
      first: 1,
      last: this.#seq,
      head: this.#hash,
      at,
      boot,
      mono: 0,
      release: 'history',
    };
  }
}
