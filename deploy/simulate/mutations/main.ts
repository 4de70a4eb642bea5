import { Command } from 'commander';
import { ROOT } from '../../src/root.ts';
import { count, seedNumber } from '../run/count.ts';
import { MUTATIONS } from './list.ts';
import type { Mutation } from './mutation.ts';
import { type Caught, tryMutation } from './try-mutation.ts';

interface Options {
  readonly only?: string;
  readonly from: number;
  readonly seeds: number;
}

/** Plants every defect in turn and tells which seed notices it: that seed belongs into `list.ts`. */
await new Command('mutations')
  .option('--only <text>', 'those whose name contains it')
  .option('--from <seed>', 'first seed to try when the known one notices nothing', seedNumber, 0)
  .option('--seeds <count>', 'how many to try', count, 400)
  .action(async ({ only = '', from, seeds }: Options) => {
    for (const mutation of MUTATIONS.filter(({ name }) => name.includes(only))) {
      const others = Array.from({ length: seeds }, (_, index) => from + index);
      if (!report(mutation, await tryMutation(ROOT, mutation, [mutation.seed, ...others])))
        process.exitCode = 1;
    }
  })
  .parseAsync();

/** @returns whether it was noticed */
function report({ breaks, name }: Mutation, caught: Caught | undefined): boolean {
  const found =
    caught === undefined ? 'NOT NOTICED' : `seed ${caught.seed}: ${caught.violation.slice(0, 110)}`;
  console.log(`${breaks} ${name}\n   ${found}`);
  return caught !== undefined;
}
