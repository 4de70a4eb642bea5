import type { Pool, PoolClient } from 'pg';
import { ATTENDANCE_CHANNEL } from '../store/write-days.ts';

/** Told that days of a school have changed; after a lost connection also without a known change. */
export type ChangeListener = () => void;

/** Follows the database's notices of changed school days, over one connection for the whole process. */
export class AttendanceChanges {
  readonly #pool: Pool;
  readonly #listeners = new Map<string, Set<ChangeListener>>();
  readonly #retryMs: number;
  #client: PoolClient | undefined;
  #stopped = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(pool: Pool, retryMs = 1_000) {
    this.#pool = pool;
    this.#retryMs = retryMs;
  }

  async start(): Promise<void> {
    const client = await this.#pool.connect();
    this.#client = client;
    client.on('notification', ({ payload = '' }) => this.#tell(payload.split(' ')[0] ?? ''));
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    await client.query(`listen ${ATTENDANCE_CHANNEL}`);
  }

  /** @returns stops listening */
  on(school: string, listener: ChangeListener): () => void {
    const listeners = this.#listeners.get(school) ?? new Set();
    this.#listeners.set(school, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(school);
    };
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = undefined;
    client?.release(true);
  }

  #tell(school: string): void {
    for (const listener of this.#listeners.get(school) ?? []) listener();
  }

  #lost(client: PoolClient): void {
    if (this.#stopped || this.#client !== client) return;
    this.#client = undefined;
    client.release(true);
    this.#reconnect();
  }

  /** What was told meanwhile is lost, so everybody looks once more. */
  #reconnect(): void {
    this.#retry = setTimeout(() => {
      this.start()
        .then(() => {
          for (const school of this.#listeners.keys()) this.#tell(school);
        })
        .catch(() => this.#reconnect());
    }, this.#retryMs);
  }
}
