import type { EventDraft } from '@vratar/protocol/messages';
import { type Moment, momentAt } from '../moment.ts';
import type { StateChange } from '../state-rows.ts';
import type { OwnEvent } from './gate-core-api.ts';
import type { Outbox } from './outbox.ts';

type Loose<T> = { [K in keyof T]?: T[K] | undefined };
export type Fields = Pick<EventDraft, 'kind'> & Loose<Omit<OwnEvent, 'kind'>>;

/** Makes drafts of events: adds what every event carries, and leaves out what is undefined. */
export class Recorder {
  readonly #boot: string;
  readonly #outbox: Outbox;
  /** Version of the list in force. */
  list: number | undefined;
  #changes: StateChange[] = [];

  constructor(boot: string, outbox: Outbox) {
    this.#boot = boot;
    this.#outbox = outbox;
  }

  /** Rows that change with no event of their own: they are written with the next event. */
  keep(changes: readonly StateChange[]): void {
    this.#changes.push(...changes);
  }

  /**
   * @param at monotonic time of the event, when it is not `now`
   * @returns id of the draft
   */
  record(fields: Fields, now: Moment, changes: readonly StateChange[] = [], at = now.mono): number {
    const moment = momentAt(now, at);
    const draft = {
      at: Math.round(moment.utc),
      boot: this.#boot,
      mono: Math.max(0, Math.floor(moment.mono)),
      clock: moment.clock,
      list: this.list,
      ...fields,
    };
    const kept = this.#changes;
    if (kept.length > 0) this.#changes = [];
    return this.#outbox.add(withoutUndefined(draft) as EventDraft, [...kept, ...changes]);
  }
}

function withoutUndefined(draft: Record<string, unknown>): Record<string, unknown> {
  for (const key in draft) if (draft[key] === undefined) delete draft[key];
  return draft;
}
