import { Worker } from 'node:worker_threads';
import type { MorningResult } from './run-morning.ts';

export interface PoolOptions {
  readonly seeds: Iterable<number>;
  readonly workers: number;
  /** Called for each morning, in the order in which they end. Returning `false` begins no further ones. */
  readonly onResult: (result: MorningResult) => boolean;
}

/** Simulates mornings in worker threads, one at a time in each. */
export async function runSeeds({ seeds, workers, onResult }: PoolOptions): Promise<void> {
  const source = seeds[Symbol.iterator]();
  let stopped = false;
  const next = (): number | undefined => {
    const step = stopped ? { done: true as const } : source.next();
    return step.done === true ? undefined : step.value;
  };
  const take = (result: MorningResult): void => {
    if (!stopped && !onResult(result)) stopped = true;
  };
  await Promise.all(Array.from({ length: workers }, () => work(next, take)));
}

function work(next: () => number | undefined, take: (result: MorningResult) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./seed-worker.ts', import.meta.url));
    const feed = (): void => {
      const seed = next();
      if (seed === undefined) void worker.terminate().then(() => resolve());
      else worker.postMessage(seed);
    };
    worker.on('message', (result: MorningResult) => {
      take(result);
      feed();
    });
    worker.on('error', reject);
    feed();
  });
}
