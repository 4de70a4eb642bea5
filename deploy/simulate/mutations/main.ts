import { Command } from 'commander';
import { ROOT } from '../../src/root.ts';
import { count, seedNumber } from '../run/count.ts';
import { gateTrial } from './gate-trial.ts';
import { MUTATIONS } from './list.ts';
import type { Mutation, Trial } from './mutation.ts';
import { RULE_MUTATIONS } from './rule-list.ts';
import { ruleTrial } from './rule-trial.ts';
import { STRICT_MUTATIONS } from './strict-list.ts';

interface Options {
  readonly only?: string;
  readonly from: number;
  readonly seeds: number;
}

/** Plants every defect in turn and tells which seed proves it: that seed belongs into its list. */
await new Command('mutations')
  .option('--only <text>', 'those whose name contains it')
  .option('--from <seed>', 'first seed to try when the known one proves nothing', seedNumber, 0)
  .option('--seeds <count>', 'how many to try', count, 400)
  .action(async (options: Options) => {
    await findSeeds(MUTATIONS, gateTrial, options);
    await findSeeds(STRICT_MUTATIONS, gateTrial, options);
    await findSeeds(RULE_MUTATIONS, ruleTrial, options);
  })
  .parseAsync();

async function findSeeds(
  mutations: readonly Mutation[],
  plantIn: (root: string, mutation: Mutation) => Promise<Trial>,
  { only = '', from, seeds }: Options,
): Promise<void> {
  const others = Array.from({ length: seeds }, (_, index) => from + index);
  for (const mutation of mutations.filter(({ name }) => name.includes(only))) {
    const { breaks, name, seed: known } = mutation;
    const proof = firstProof(await plantIn(ROOT, mutation), [known, ...others]);
    const isKnown = proof?.startsWith(`seed ${known}:`) === true;
    console.log(
      `${breaks} ${name}\n   ${isKnown ? '' : `no longer seed ${known}; `}${proof ?? 'NOT NOTICED'}`,
    );
    if (!isKnown) process.exitCode = 1;
  }
}

/** A morning that notices the defect and passes without it, in words. */
function firstProof(trial: Trial, seeds: readonly number[]): string | undefined {
  for (const seed of seeds) {
    const { noticed, sound } = trial(seed);
    if (noticed !== undefined && sound.length === 0) return `seed ${seed}: ${noticed.slice(0, 110)}`;
  }
  return undefined;
}
