import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { ROOT } from '../../src/root.ts';
import { count } from '../run/count.ts';
import { MUTATIONS } from './list.ts';
import type { Mutation } from './mutation.ts';
import { type Caught, tryMutation } from './try-mutation.ts';

interface Options {
  readonly only?: string;
  readonly from: number;
  readonly seeds: number;
  readonly workers: number;
}

/** Plants every defect in turn and tells which seed notices it: that seed belongs into `list.ts`. */
new Command('mutations')
  .option('--only <text>', 'those whose name contains it')
  .option('--from <seed>', 'first seed to try when the known one notices nothing', count, 1)
  .option('--seeds <count>', 'how many to try', count, 400)
  .option('--workers <count>', 'mornings at the same time', count, availableParallelism())
  .action(({ only = '', ...search }: Options) => {
    const chosen = MUTATIONS.filter(({ name }) => name.includes(only));
    const missed = chosen.filter((mutation) => report(mutation, find(mutation, search)) === undefined);
    process.exitCode = missed.length === 0 ? 0 : 1;
  })
  .parse();

function find(mutation: Mutation, { from, seeds, workers }: Omit<Options, 'only'>): Caught | undefined {
  const known = tryMutation(ROOT, mutation, { seed: mutation.seed });
  return known ?? tryMutation(ROOT, mutation, { from, count: seeds, workers });
}

function report({ breaks, name }: Mutation, caught: Caught | undefined): Caught | undefined {
  const found =
    caught === undefined ? 'NOT NOTICED' : `seed ${caught.seed}: ${caught.violation.slice(0, 110)}`;
  console.log(`${breaks} ${name}\n   ${found}`);
  return caught;
}
