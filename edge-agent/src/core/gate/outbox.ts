import type { EventDraft } from '@vratar/protocol/messages';
import type { StateChange } from '../state-rows.ts';
import type { PendingDraft } from './types.ts';

/** Events that may wait in memory for a disk that does not take them. */
export const OUTBOX_LIMIT = 10_000;

/** Identifier of a draft that found no place: nothing can wait for it. */
export const NOT_KEPT = Number.POSITIVE_INFINITY;

interface Gap {
  readonly first: EventDraft;
  last: EventDraft;
  count: number;
  /** State is not lost with its events: the last change of each row is kept. */
  readonly changes: Map<string, StateChange>;
}

/** Events on their way to the journal, in order. Bounded: what finds no place is counted, and told by a `gap` event. */
export class Outbox {
  readonly #limit: number;
  #drafts: PendingDraft[] = [];
  #taken = 0;
  #nextId = 1;
  #gap: Gap | undefined;
  #dropped = 0;

  constructor(limit = OUTBOX_LIMIT) {
    this.#limit = limit;
  }

  get waiting(): number {
    return this.#drafts.length;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** There is something that `take` would hand out. */
  get ready(): boolean {
    return this.#taken < this.#drafts.length;
  }

  /** @returns the draft's id, or NOT_KEPT */
  add(draft: EventDraft, changes: readonly StateChange[] = []): number {
    if (this.#drafts.length >= this.#limit) return this.#drop(draft, changes);
    const id = this.#nextId++;
    this.#drafts.push({ id, draft, changes });
    return id;
  }

  take(limit: number): readonly PendingDraft[] {
    const batch = this.#drafts.slice(this.#taken, this.#taken + limit);
    this.#taken += batch.length;
    return batch;
  }

  /** What was handed out and not committed will be handed out again. */
  giveBack(): void {
    this.#taken = 0;
  }

  committed(through: number): void {
    const count = this.#drafts.findIndex(({ id }) => id > through);
    const done = count === -1 ? this.#drafts.length : count;
    if (done === 0) return;
    this.#drafts = this.#drafts.slice(done);
    this.#taken = Math.max(0, this.#taken - done);
    this.#closeGap();
  }

  #drop(draft: EventDraft, changes: readonly StateChange[]): number {
    this.#dropped += 1;
    this.#gap ??= { first: draft, last: draft, count: 0, changes: new Map() };
    this.#gap.last = draft;
    this.#gap.count += 1;
    for (const change of changes) remember(this.#gap.changes, change);
    return NOT_KEPT;
  }

  #closeGap(): void {
    const gap = this.#gap;
    if (gap === undefined) return;
    this.#gap = undefined;
    const { first, last, count } = gap;
    const data = { count, from: first.at, until: last.at, fromMono: first.mono, untilMono: last.mono };
    const { at, boot, mono, clock } = last;
    this.add({ at, boot, mono, clock, kind: 'gap', reason: 'memory_full', data }, [...gap.changes.values()]);
  }
}

function remember(changes: Map<string, StateChange>, change: StateChange): void {
  if (change.op === 'clear') {
    for (const [key, other] of changes) if (other.area === change.area) changes.delete(key);
    changes.set(change.area, change);
    return;
  }
  changes.set(`${change.area} ${change.key}`, change);
}
