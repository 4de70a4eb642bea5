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
    worker.on('error', (error) => this.#onEnd(worker, error as Error));
    serveCalls(worker, this.#api);
    this.#calls = remoteCalls<SocketApi>(worker);
    await this.#calls.start();
  }

  /** A new thread with a new channel to the store, after the store was replaced. */
  async restart(): Promise<void> {
    const old = this.#worker;
    this.#worker = undefined;
    await old?.terminate();
    if (!this.#stopping) await this.start();
  }

  push<T extends Topic>(topic: T, body: Push<T>): void {
    this.#worker?.postMessage({ push: topic, body } satisfies SocketPush<T>);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#calls?.stop();
  }

  #onEnd(worker: Worker, error: Error): void {
    if (this.#stopping || this.#worker !== worker) return;
    this.#log.error({ error: error.message }, 'the thread of the sockets ended; starting it again');
    setTimeout(() => {
      this.restart().catch((cause: Error) => this.#onEnd(worker, cause));
    }, RESTART_MS);
  }
}
