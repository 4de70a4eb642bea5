import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import { HookFault, isTrouble } from './database-faults.ts';
import type { Plan } from './group/plan.ts';
import { type GroupOutcome, type Registered, storeGroup } from './group/store-group.ts';
import { PartitionNames } from './partitions.ts';
import type { Queue } from './queue.ts';
import { postponeHook, runHooks } from './run-hooks.ts';
import type { StoredHook } from './stored.ts';

export interface CommitterOptions {
  readonly pool: Pool;
  readonly hooks: readonly StoredHook[];
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called after the commit, once for each message. */
  readonly answer: (message: Registered, plan: Plan) => void;
  readonly onCommitted?: (outcome: GroupOutcome) => void;
}

const RETRY_MS = [50, 200, 500, 1_000, 2_000, 5_000] as const;

/**
 * Takes what has gathered, commits it in one transaction, answers, and takes what has gathered meanwhile: under load
 * the groups grow by themselves, without load nothing waits. A message that the database refuses for what it says is
 * singled out; trouble of the database itself makes everything wait.
 */
export class Committer {
  readonly #options: CommitterOptions;
  readonly #queue: Queue;
  readonly #partitions = new PartitionNames();
  #client: PoolClient | undefined;
  #stopping = false;

  constructor(queue: Queue, options: CommitterOptions) {
    this.#queue = queue;
    this.#options = options;
  }

  /** Runs until `stop()`. What is in the queue then is not answered, and will be sent again. */
  async run(): Promise<void> {
    while (!this.#stopping) {
      await this.#queue.ready();
      const group = this.#queue.take();
      if (group.length > 0 && !this.#stopping) await this.#persist(group);
    }
    this.#client?.release();
    this.#client = undefined;
  }

  stop(): void {
    this.#stopping = true;
    this.#queue.wake();
  }

  async #persist(group: readonly Registered[]): Promise<void> {
    for (let attempt = 0; !this.#stopping; attempt++) {
      try {
        return await this.#commit(group, this.#options.hooks);
      } catch (error) {
        if (!isTrouble(error)) return this.#singleOut(group, error);
        const ms = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]!;
        this.#options.log.warn({ err: error, ms }, 'the database does not take events; trying again');
        await new Promise((done) => setTimeout(done, ms));
      }
    }
  }

  async #singleOut(group: readonly Registered[], error: unknown): Promise<void> {
    if (group.length > 1) {
      for (const one of group) await this.#persist([one]);
      return;
    }
    const [one] = group;
    this.#options.log.error(
      { err: error, gateway: one?.message.gateway },
      'a message cannot be stored as it is',
    );
    try {
      if (error instanceof HookFault) await this.#commit(group, this.#options.hooks, error.hook);
      else if (one?.message.kind === 'batch') await this.#commit([unstorable(one)], []);
    } catch (second) {
      this.#options.log.error({ err: second }, 'it is left to be sent again');
    }
  }

  async #commit(group: readonly Registered[], hooks: readonly StoredHook[], failing?: string): Promise<void> {
    const { answer, onCommitted } = this.#options;
    const outcome = await this.#inTransaction(async (client) => {
      const now = this.#options.now();
      const partition = await this.#partitions.at(client, now);
      const stored = await storeGroup(client, group, partition, now);
      await runHooks(
        client,
        hooks.filter((hook) => hook.name !== failing),
        stored,
      );
      if (failing !== undefined) await postponeHook(client, failing, stored, now);
      return stored;
    });
    for (const [index, plan] of outcome.plans.entries()) answer(group[index]!, plan);
    onCommitted?.(outcome);
  }

  async #inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    this.#client ??= await this.#options.pool.connect();
    const client = this.#client;
    try {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      // Whether the transaction is open, or the connection alive, is unknown: a fresh one knows nothing of it.
      this.#client = undefined;
      this.#partitions.forget();
      client.release(true);
      throw error;
    }
  }
}

/** The batch as one whose events are bad: it is halved, and the one event to blame goes into quarantine. */
function unstorable(one: Registered): Registered {
  if (one.message.kind !== 'batch') return one;
  return { ...one, message: { ...one.message, inspection: { ok: false, code: 'event_unstorable' } } };
}
