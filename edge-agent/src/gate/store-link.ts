import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { AccessList, PendingDraft } from '../core/index.ts';
import type { ListPiece, Reopened, StoreAlarm, StoreOptions, Written } from '../store/messages.ts';
import { Store, type StoreListeners } from '../store/store.ts';
import { ListReceiver } from './list-receiver.ts';

/** What the gate does with what the store says. */
export interface StoreFollower {
  written(batch: Written['written']): void;
  alarm(alarm: StoreAlarm['alarm']): void;
  opened(state: Reopened['opened']): void;
  /** A list was put in force. */
  list(list: AccessList): void;
  /** The store's thread was replaced: nothing that it had not written is known to the new one. */
  replaced(): void;
}

const RESTART_MS = 200;

/** How long the thread may take to run at all, on a machine that is busy with other things. */
const RUNS_WITHIN_MS = 10_000;

/** The store's thread, started again when it dies. What it says before there is a follower is kept for it. */
export class StoreLink {
  readonly #options: StoreOptions;
  readonly #log: Logger;
  readonly #worker: URL | undefined;
  readonly #ready = Promise.withResolvers<void>();
  readonly #opened = Promise.withResolvers<Reopened['opened']>();
  readonly #list = Promise.withResolvers<AccessList | undefined>();
  #receiver = new ListReceiver();
  readonly #early: ((follower: StoreFollower) => void)[] = [];
  #store: Store;
  #follower: StoreFollower | undefined;
  #closing = false;
  /** Whoever starts the gate has asked, and goes on with what it was given: what comes later is for the follower. */
  readonly #answered = { opened: false, list: false };

  constructor(options: StoreOptions, log: Logger, worker?: URL) {
    this.#options = options;
    this.#log = log;
    this.#worker = worker;
    this.#store = this.#start(options);
  }

  /**
   * What the journal held when it was first opened; undefined when the disk did not let it be opened in time. The time of
   * the disk begins when the thread runs: loading it is not the disk's fault, and without its rows use counts and places
   * would be forgotten.
   */
  async opened(withinMs: number): Promise<Reopened['opened'] | undefined> {
    const state = await this.#afterReady(this.#opened.promise, withinMs);
    this.#answered.opened = true;
    return state;
  }

  /** The list of an earlier run; undefined when there is none, or the disk did not give it in time. */
  async list(withinMs: number): Promise<AccessList | undefined> {
    const list = await this.#afterReady(this.#list.promise, withinMs);
    this.#answered.list = true;
    return list;
  }

  async #afterReady<T>(answer: Promise<T>, withinMs: number): Promise<T | undefined> {
    await within(this.#ready.promise, RUNS_WITHIN_MS);
    return within(answer, withinMs);
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

  #start(options: StoreOptions): Store {
    const listeners: StoreListeners = {
      ready: () => this.#ready.resolve(),
      written: (batch) => this.#tell((follower) => follower.written(batch)),
      alarm: (alarm) => this.#tell((follower) => follower.alarm(alarm)),
      opened: (state) => this.#onOpened(state),
      list: (piece) => this.#onList(piece),
      died: (error) => this.#onDied(error),
    };
    return new Store(options, listeners, this.#worker);
  }

  /** The first opening is the answer to `opened`; the follower hears of later ones, or of a first that came too late. */
  #onOpened(state: Reopened['opened']): void {
    this.#opened.resolve(state);
    if (this.#answered.opened) this.#tell((follower) => follower.opened(state));
  }

  #onList(piece: ListPiece['list']): void {
    const list = this.#receiver.take(piece);
    if (list === undefined) return;
    this.#list.resolve(list === 'none' ? undefined : list);
    if (list !== 'none' && this.#answered.list) this.#tell((follower) => follower.list(list));
  }

  #onDied(error: Error): void {
    if (this.#closing) return;
    // A thread that dies while it loads never runs: lanes and fire inputs must not wait for it.
    this.#ready.resolve();
    this.#log.error({ error: error.message }, 'the thread of the store ended; starting it again');
    setTimeout(() => {
      if (this.#closing) return;
      this.#receiver = new ListReceiver();
      this.#store = this.#start({ ...this.#options, resumed: true });
      this.#tell((follower) => follower.replaced());
    }, RESTART_MS);
  }

  #tell(what: (follower: StoreFollower) => void): void {
    if (this.#follower === undefined) this.#early.push(what);
    else what(this.#follower);
  }
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const timeout = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => timeout.resolve(undefined), ms);
  const result = await Promise.race([promise, timeout.promise]);
  clearTimeout(timer);
  return result;
}
