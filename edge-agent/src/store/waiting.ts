import type { PendingDraft } from '../core/index.ts';
import { alreadyWritten } from '../journal/already-written.ts';
import type { Journal } from '../journal/journal.ts';
import type { Durable } from '../journal/next-event.ts';

/** Most drafts in one commit. */
const GROUP = 500;

/** Drafts that are not durable yet, in order. */
export class Waiting {
  #drafts: PendingDraft[] = [];
  /** Drafts in the next commit: fewer while the disk is full, so that what room there is gets used. */
  #group = GROUP;

  get count(): number {
    return this.#drafts.length;
  }

  offer(drafts: readonly PendingDraft[]): void {
    this.#drafts.push(...drafts);
  }

  /** What the next commit takes. */
  get group(): readonly PendingDraft[] {
    return this.#drafts.slice(0, this.#group);
  }

  committed(group: readonly PendingDraft[]): void {
    this.#drafts = this.#drafts.slice(group.length);
    this.#group = Math.min(GROUP, this.#group * 2);
  }

  /** There was no room for a whole group. */
  shrink(): void {
    this.#group = Math.max(1, Math.floor(this.#group / 4));
  }

  /** Of the drafts of a store that died: takes away those that it had written without saying so. */
  takeWritten(journal: Journal): { readonly through: number; readonly events: Durable[] } | undefined {
    const drafts = this.#drafts.slice(0, GROUP).flatMap(({ draft }) => draft);
    const lines = journal.tail(GROUP).map(({ line }) => line);
    const events = journal.tail(alreadyWritten(drafts, lines));
    const last = this.#drafts[events.length - 1];
    if (last === undefined) return undefined;
    this.#drafts = this.#drafts.slice(events.length);
    return { through: last.id, events };
  }
}
