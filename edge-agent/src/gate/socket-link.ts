import { setTimeout as sleep } from 'node:timers/promises';
import { type MessagePort, Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { Push, Topic } from '../socket/schema.ts';
import type { GateApi, SocketApi, SocketPush, SocketThreadOptions } from '../socket/thread-api.ts';
import { type Remote, remoteCalls, serveCalls } from '../threads/calls.ts';

const WORKER = new URL('../socket/worker.ts', import.meta.url);
const RESTART_MS = 500;
/** Whatever clients send: a thread that outgrows this is started again, and the lanes do not notice. */
const THREAD_LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 192 };

/** The thread that serves the sockets, started again when it dies; lanes do not notice. */
export class SocketLink {
  readonly #options: Omit<SocketThreadOptions, 'store'>;
  readonly #storePort: () => MessagePort;
  readonly #api: GateApi;
  readonly #log: Logger;
  #worker: Worker | undefined;
  #calls: Remote<SocketApi> | undefined;
  #stopping = false;
  #renewing: Promise<void> | undefined;
  #renewals = 0;

  constructor(
    options: Omit<SocketThreadOptions, 'store'>,
    storePort: () => MessagePort,
    api: GateApi,
    log: Logger,
  ) {
    this.#options = options;
    this.#storePort = storePort;
    this.#api = api;
    this.#log = log;
  }

  /** Opens the sockets. @throws VratarError `socket_insecure`, `socket_group` */
  async start(): Promise<void> {
    const store = this.#storePort();
    const workerData: SocketThreadOptions = { ...this.#options, store };
    const worker = new Worker(WORKER, {
      workerData,
      transferList: [store],
      name: 'socket',
      resourceLimits: THREAD_LIMITS,
    });
    this.#worker = worker;
    let why = new Error('the thread ended by itself');
    worker.on('error', (error) => {
      why = error as Error;
    });
    worker.on('exit', () => this.#onEnd(worker, why));
    serveCalls(worker, this.#api);
    this.#calls = remoteCalls<SocketApi>(worker);
    await this.#calls.start();
  }

  /** A new thread with a new channel to the store, after the store was replaced. */
  restart(): void {
    this.#renewals += 1;
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
  }

  push<T extends Topic>(topic: T, body: Push<T>): void {
    this.#worker?.postMessage({ push: topic, body } satisfies SocketPush<T>);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#calls?.stop();
  }

  /** Until a thread runs that was started after the last reason for one. */
  async #renew(): Promise<void> {
    for (let served = -1; served !== this.#renewals && !this.#stopping; ) {
      served = this.#renewals;
      const old = this.#worker;
      this.#worker = undefined;
      await old?.terminate();
      try {
        await this.start();
      } catch (error) {
        this.#log.error({ error: (error as Error).message }, 'the sockets cannot be opened; trying again');
        this.#renewals += 1;
      }
      await sleep(RESTART_MS);
    }
  }

  #onEnd(worker: Worker, error: Error): void {
    if (this.#stopping || this.#worker !== worker) return;
    this.#log.error({ error: error.message }, 'the thread of the sockets ended; starting it again');
    this.restart();
  }
}
