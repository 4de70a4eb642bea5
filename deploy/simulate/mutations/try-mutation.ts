import type { runPlan } from '../run/run-morning.ts';
import { type MorningPlan, planMorning } from '../world/plan.ts';
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
  mutation: Mutation,
  seeds: Iterable<number>,
): Promise<Caught | undefined> {
  const broken = await plant<{ runPlan: typeof runPlan }>(root, MODULE, mutation.edits);
  for (const seed of seeds) {
    const wanted = `${mutation.breaks} `;
    const { violations } = broken.runPlan(planFor(mutation.stage, seed), wanted);
    const violation = violations.find((found) => found.startsWith(wanted));
    if (violation !== undefined) return { seed, violation };
  }
  return undefined;
}

/** The morning in which a defect is looked for. */
export function planFor(stage: Mutation['stage'], seed: number): MorningPlan {
  const plan = planMorning(seed);
  return stage === undefined ? plan : stage(plan);
}
