import { type MessagePort, Worker } from 'node:worker_threads';
import type { PendingDraft } from '../core/index.ts';
import { type Remote, remoteCalls } from '../threads/calls.ts';
import type { ListPiece, Ready, Reopened, StoreAlarm, StoreApi, StoreOptions, Written } from './messages.ts';

export interface StoreListeners {
  ready(): void;
  written(batch: Written['written']): void;
  alarm(alarm: StoreAlarm['alarm']): void;
  opened(state: Reopened['opened']): void;
  list(piece: ListPiece['list']): void;
  /** The thread ended by itself: what was appended and not written has to be appended again, to a new store. */
  died(error: Error): void;
}

/** The worker of service; tests and benchmarks start one with another disk. */
export const STORE_WORKER = new URL('./worker.ts', import.meta.url);

/** 10,000 waiting events and a list of 50,000 entries fit several times. */
const THREAD_LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 192 };

/** The gate's end of the store: appending never blocks, and everything else is a call. */
export class Store {
  readonly calls: Remote<StoreApi>;
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  #closing = false;

  constructor(options: StoreOptions, listeners: StoreListeners, worker: URL = STORE_WORKER) {
    this.#worker = new Worker(worker, { workerData: options, name: 'store', resourceLimits: THREAD_LIMITS });
    this.calls = remoteCalls<StoreApi>(this.#worker);
    this.#worker.on('message', (notice: Partial<Ready & Written & StoreAlarm & Reopened & ListPiece>) => {
      if ('ready' in notice) listeners.ready();
      else if ('written' in notice) listeners.written(notice.written!);
      else if ('alarm' in notice) listeners.alarm(notice.alarm!);
      else if ('opened' in notice) listeners.opened(notice.opened!);
      else if ('list' in notice) listeners.list(notice.list!);
    });
    let why = new Error('the thread ended by itself');
    this.#worker.on('error', (error) => {
      why = error as Error;
    });
    this.#exited = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        if (!this.#closing) listeners.died(why);
        resolve();
      });
    });
  }

  append(drafts: readonly PendingDraft[]): void {
    this.#worker.postMessage({ append: drafts });
  }

  /** Lets another thread call the store; `port` is transferred. */
  attach(port: MessagePort): void {
    this.#worker.postMessage({ call: 0, name: 'attach', args: [port] }, [port]);
  }

  /** Ends the thread at once, as a crash would. */
  async kill(): Promise<void> {
    this.#closing = true;
    await this.#worker.terminate();
  }

  /** Commits what waits and ends the thread cleanly. Errors as of `StoreApi.close`; the thread has ended all the same. */
  async close(): Promise<void> {
    this.#closing = true;
    try {
      await Promise.race([this.calls.close(), this.#exited]);
    } finally {
      await this.#exited;
    }
  }
}
