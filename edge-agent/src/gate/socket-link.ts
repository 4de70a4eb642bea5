import { setTimeout as sleep } from 'node:timers/promises';
import { type MessagePort, Worker } from 'node:worker_threads';
import { VratarError } from '@vratar/protocol/errors';
import type { Logger } from 'pino';
import type { Push, Topic } from '../socket/schema.ts';
import type { GateApi, SocketApi, SocketPush, SocketThreadOptions } from '../socket/thread-api.ts';
import { type Remote, remoteCalls, serveCalls } from '../threads/calls.ts';

const WORKER = new URL('../socket/worker.ts', import.meta.url);
const RESTART_MS = 500;
/** Sockets in a folder that cannot be written, such as one on a read-only disk. */
const RETRY_MS = 2000;
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

  /**
   * Opens the sockets; where the disk does not let them be made, later: lanes are served without.
   * @throws VratarError `socket_insecure`, `socket_group`
   */
  async start(): Promise<void> {
    try {
      await this.#open();
    } catch (error) {
      if (isWrongSetting(error)) throw error;
      this.#tellClosed(error);
      setTimeout(() => this.#stopping || this.restart(), RETRY_MS).unref();
    }
  }

  async #open(): Promise<void> {
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
      let pause = RESTART_MS;
      try {
        await this.#open();
      } catch (error) {
        this.#tellClosed(error);
        this.#renewals += 1;
        pause = RETRY_MS;
      }
      await sleep(pause, undefined, { ref: false });
    }
  }

  #tellClosed(error: unknown): void {
    this.#log.error({ error: (error as Error).message }, 'the sockets cannot be opened; trying again');
  }

  #onEnd(worker: Worker, error: Error): void {
    if (this.#stopping || this.#worker !== worker) return;
    this.#log.error({ error: error.message }, 'the thread of the sockets ended; starting it again');
    this.restart();
  }
}

const isWrongSetting = (error: unknown): boolean =>
  error instanceof VratarError && (error.code === 'socket_insecure' || error.code === 'socket_group');
