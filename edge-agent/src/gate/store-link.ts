import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { PendingDraft } from '../core/index.ts';
import type { Reopened, StoreAlarm, StoreOptions, Written } from '../store/messages.ts';
import { Store, type StoreListeners } from '../store/store.ts';

/** What the gate does with what the store says. */
export interface StoreFollower {
  written(batch: Written['written']): void;
  alarm(alarm: StoreAlarm['alarm']): void;
  opened(state: Reopened['opened']): void;
  /** The store's thread was replaced: nothing that it had not written is known to the new one. */
  replaced(): void;
}

const RESTART_MS = 200;

/** The store's thread, started again when it dies. What it says before there is a follower is kept for it. */
export class StoreLink {
  readonly #options: StoreOptions;
  readonly #log: Logger;
  readonly #worker: URL | undefined;
  readonly #opened = Promise.withResolvers<Reopened['opened']>();
  readonly #early: ((follower: StoreFollower) => void)[] = [];
  #store: Store;
  #follower: StoreFollower | undefined;
  #closing = false;

  constructor(options: StoreOptions, log: Logger, worker?: URL) {
    this.#options = options;
    this.#log = log;
    this.#worker = worker;
    this.#store = this.#start();
  }

  /** What the journal held when it was first opened; undefined when the disk did not let it be opened in time. */
  async opened(withinMs: number): Promise<Reopened['opened'] | undefined> {
    const timeout = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => timeout.resolve(undefined), withinMs);
    const result = await Promise.race([this.#opened.promise, timeout.promise]);
    clearTimeout(timer);
    return result;
  }

  follow(follower: StoreFollower): void {
    this.#follower = follower;
    for (const tell of this.#early.splice(0)) tell(follower);
  }

  append(drafts: readonly PendingDraft[]): void {
    this.#store.append(drafts);
  }

  /** The other end of a new channel to the store, to be handed to another thread. */
  port(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#store.attach(port1);
    return port2;
  }

  mark(): void {
    void this.#store.calls.mark().catch((error: unknown) => this.#log.warn({ error }, 'mark'));
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#store.close();
  }

  #start(): Store {
    const listeners: StoreListeners = {
      written: (batch) => this.#tell((follower) => follower.written(batch)),
      alarm: (alarm) => this.#tell((follower) => follower.alarm(alarm)),
      opened: (state) => this.#onOpened(state),
      died: (error) => this.#onDied(error),
    };
    return new Store(this.#options, listeners, this.#worker);
  }

  /** The first opening is the answer to `opened`; the follower hears of later ones, or of a first that came too late. */
  #onOpened(state: Reopened['opened']): void {
    this.#opened.resolve(state);
    this.#follower?.opened(state);
  }

  #onDied(error: Error): void {
    if (this.#closing) return;
    this.#log.error({ error: error.message }, 'the thread of the store ended; starting it again');
    setTimeout(() => {
      if (this.#closing) return;
      this.#store = this.#start();
      this.#tell((follower) => follower.replaced());
    }, RESTART_MS);
  }

  #tell(what: (follower: StoreFollower) => void): void {
    if (this.#follower === undefined) this.#early.push(what);
    else what(this.#follower);
  }
}
