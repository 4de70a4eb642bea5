import type { GateCore } from '../core/index.ts';

/** Drafts handed to the store and not written yet; the rest waits in the core, which bounds it. */
const MOST_OUT = 2000;
const GROUP = 500;

export interface DraftSink {
  append(drafts: ReturnType<GateCore['takeDrafts']>): void;
}

/** Carries drafts from the core to the store, in order, as many as the store may hold. */
export class JournalFeed {
  readonly #core: Pick<GateCore, 'takeDrafts' | 'returnDrafts'>;
  readonly #sink: DraftSink;
  #out = 0;
  #newest = 0;
  #oldestAt: number | undefined;

  constructor(core: Pick<GateCore, 'takeDrafts' | 'returnDrafts'>, sink: DraftSink) {
    this.#core = core;
    this.#sink = sink;
  }

  /** Id of the newest draft that was handed out. */
  get newest(): number {
    return this.#newest;
  }

  /** Monotonic ms since which something waits for its commit. */
  get waitingSince(): number | undefined {
    return this.#oldestAt;
  }

  pump(now: number): void {
    while (this.#out < MOST_OUT) {
      const drafts = this.#core.takeDrafts(GROUP);
      if (drafts.length === 0) return;
      this.#out += drafts.length;
      this.#newest = drafts.at(-1)!.id;
      this.#oldestAt ??= now;
      this.#sink.append(drafts);
    }
  }

  /** Everything up to `through` is durable. */
  written(through: number, now: number): void {
    this.#out = this.#newest - through;
    this.#oldestAt = this.#out === 0 ? undefined : now;
  }

  /** The store's thread was replaced: what the old one had not written goes to the new one. */
  restart(now: number): void {
    this.#out = 0;
    this.#oldestAt = undefined;
    this.#core.returnDrafts();
    this.pump(now);
  }
}
