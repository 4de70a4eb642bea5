import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { runStored } from './database/run-stored.ts';
import { count, seedNumber } from './run/count.ts';
import { Progress } from './run/progress.ts';
import type { MorningResult } from './run/run-morning.ts';
import { runSeeds } from './run/seed-pool.ts';
import { planMorning } from './world/plan.ts';

interface Options {
  readonly seeds: number;
  readonly from: number;
  readonly seed?: number;
  readonly workers: number;
  readonly first?: true;
  readonly until?: string;
  readonly database?: true;
  readonly strict?: true;
}

new Command('simulate')
  .description(
    'Simulates school mornings at a gate under faults and fires, and checks every invariant after each step.',
  )
  .option('--seeds <count>', 'how many mornings', count, 200)
  .option('--from <seed>', 'seed of the first of them', seedNumber, 0)
  .option('--seed <seed>', 'this morning only, as a failure names it', seedNumber)
  .option('--workers <count>', 'mornings at the same time', count, availableParallelism())
  .option('--strict', 'only mornings of schools with strict rules')
  .option('--first', 'stop at the first failure')
  .option('--until <text>', 'stop at the first failure that begins with this')
  .option(
    '--database',
    'send the journals through ingest into PostgreSQL, and judge the days that stand there',
  )
  .action(simulate)
  .parseAsync();

async function simulate(options: Options): Promise<void> {
  const { workers, first, until, database } = options;
  const wanted = wantedSeeds(options);
  const progress = new Progress(wanted.length);
  let failed = false;
  const onResult = (result: MorningResult): boolean => {
    progress.add(result);
    if (result.violations.length === 0) return true;
    failed = true;
    const again = database === true ? ' --database' : '';
    console.log(`seed ${result.seed} (npm run simulate --${again} --seed ${result.seed})`);
    for (const violation of result.violations) console.log(`  ${violation}`);
    const found = until !== undefined && result.violations.some((violation) => violation.startsWith(until));
    return first !== true && !found;
  };
  if (database === true) await runStored({ seeds: wanted, onResult });
  else await runSeeds({ seeds: wanted, workers: Math.min(workers, wanted.length), onResult });
  console.log(progress.summary());
  process.exitCode = failed ? 1 : 0;
}

function wantedSeeds({ seeds, from, seed, strict }: Options): number[] {
  if (seed !== undefined) return [seed];
  const wanted: number[] = [];
  for (let next = from; wanted.length < seeds; next += 1) {
    if (strict !== true || planMorning(next).strict !== undefined) wanted.push(next);
  }
  return wanted;
}
