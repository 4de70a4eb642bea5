import { parseCronItems, run } from 'graphile-worker';
import { connectPool } from '../db/index.ts';
import { hookRetryTask, PARTITIONS_CRONTAB, partitionsAheadTask } from '../ingest/index.ts';
import type { Capability, CloudParts } from './capability.ts';
import { workerLogger } from './worker-logger.ts';

export interface RunningWorker {
  /** Waits for the jobs that are running. */
  readonly stop: () => Promise<void>;
}

/**
 * Works the queue of jobs: what capabilities enqueue, and what they repeat by the clock.
 * @param url login of the role `jobs`
 */
export async function startWorker(
  url: string,
  capabilities: readonly Capability[],
  parts: CloudParts,
): Promise<RunningWorker> {
  const hooks = capabilities.flatMap(({ hook }) => (hook === undefined ? [] : [hook(parts)]));
  const taskList = Object.assign(
    hookRetryTask(parts.jobs, hooks),
    partitionsAheadTask(parts.jobs, parts.now),
    ...capabilities.map(({ tasks }) => tasks?.(parts) ?? {}),
  );
  const pool = connectPool(url, { name: 'vratar worker', max: 5 });
  const own = capabilities.flatMap((capability) => capability.crontab ?? []);
  const crontab = [...PARTITIONS_CRONTAB, ...own];
  const runner = await run({
    pgPool: pool,
    taskList,
    parsedCronItems: parseCronItems(crontab.map(cronItem)),
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 1_000,
    logger: workerLogger(parts.log),
  });
  return {
    stop: async () => {
      await runner.stop();
      await pool.end();
    },
  };
}

/** Five fields of time, then the task. The worker's own crontab text refuses names with a dot. */
function cronItem(line: string) {
  const fields = line.trim().split(/\s+/);
  return { match: fields.slice(0, 5).join(' '), task: fields.slice(5).join(' ') };
}
