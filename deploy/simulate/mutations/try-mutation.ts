import type { runMorning } from '../run/run-morning.ts';
import type { Mutation } from './mutation.ts';
import { plant } from './plant.ts';

export interface Caught {
  readonly seed: number;
  readonly violation: string;
}

const MODULE = 'deploy/simulate/run/run-morning.ts';

/**
 * Plants a defect and simulates mornings until one of them breaks the invariant that the defect breaks. Other violations
 * do not count: a simulation that fails for another reason has not understood the defect.
 */
export async function tryMutation(
  root: string,
  { edits, breaks }: Mutation,
  seeds: Iterable<number>,
): Promise<Caught | undefined> {
  const broken = await plant<{ runMorning: typeof runMorning }>(root, MODULE, edits);
  for (const seed of seeds) {
    const { violations } = broken.runMorning(seed);
    const violation = violations.find((found) => found.startsWith(`${breaks} `));
    if (violation !== undefined) return { seed, violation };
  }
  return undefined;
}
