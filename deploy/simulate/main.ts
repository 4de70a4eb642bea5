import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { count } from './run/count.ts';
import { Progress } from './run/progress.ts';
import { runSeeds } from './run/seed-pool.ts';

interface Options {
  readonly seeds: number;
  readonly from: number;
  readonly seed?: number;
  readonly workers: number;
  readonly first?: true;
  readonly until?: string;
}

new Command('simulate')
  .description(
    'Simulates school mornings at a gate under faults and fires, and checks every invariant after each step.',
  )
  .option('--seeds <count>', 'how many mornings', count, 200)
  .option('--from <seed>', 'seed of the first of them', count, 1)
  .option('--seed <seed>', 'this morning only, as a failure names it', count)
  .option('--workers <count>', 'mornings at the same time', count, availableParallelism())
  .option('--first', 'stop at the first failure')
  .option('--until <text>', 'stop at the first failure that begins with this')
  .action(simulate)
  .parseAsync();

async function simulate({ seeds, from, seed, workers, first, until }: Options): Promise<void> {
  const wanted = seed === undefined ? Array.from({ length: seeds }, (_, index) => from + index) : [seed];
  const progress = new Progress(wanted.length);
  let failed = false;
  await runSeeds({
    seeds: wanted,
    workers: Math.min(workers, wanted.length),
    onResult: (result) => {
      progress.add(result);
      if (result.violations.length === 0) return true;
      failed = true;
      console.log(`seed ${result.seed} (npm run simulate -- --seed ${result.seed})`);
      for (const violation of result.violations) console.log(`  ${violation}`);
      const found = until !== undefined && result.violations.some((violation) => violation.startsWith(until));
      return first !== true && !found;
    },
  });
  console.log(progress.summary());
  process.exitCode = failed ? 1 : 0;
}
