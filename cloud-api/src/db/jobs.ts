import { type QueryExecutorProvider, sql } from 'kysely';

export interface JobOptions {
  /** Jobs of one queue run one after another. */
  readonly queue?: string;
  /** A waiting job with this key is replaced instead of doubled. */
  readonly key?: string;
  readonly runAt?: Date;
  /** `preserve_run_at` keeps the time of the waiting job: a steady stream of changes cannot postpone it for ever. */
  readonly keyMode?: 'replace' | 'preserve_run_at' | 'unsafe_dedupe';
}

/**
 * Adds a job in the transaction that causes it: both happen, or neither. The worker of the role `jobs` runs it.
 * @param payload identifiers only; never names or card numbers (I7)
 */
export async function enqueue(
  trx: QueryExecutorProvider,
  task: string,
  payload: Readonly<Record<string, unknown>>,
  options: JobOptions = {},
): Promise<void> {
  await sql`select vratar_enqueue(${task}, ${JSON.stringify(payload)}::json, ${options.queue ?? null},
    ${options.key ?? null}, ${options.runAt ?? null}, ${options.keyMode ?? 'replace'})`.execute(trx);
}
