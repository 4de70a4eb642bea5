import { runPlan } from '../run/run-morning.ts';
import { type Mutation, planFor, type Trial } from './mutation.ts';
import { plant } from './plant.ts';

const MODULE = 'deploy/simulate/run/run-morning.ts';

/** Plants a defect in the gate: each trial simulates a morning with the defect, and once more without it. */
export async function gateTrial(root: string, { breaks, stage, edits }: Mutation): Promise<Trial> {
  const broken = await plant<{ runPlan: typeof runPlan }>(root, MODULE, edits);
  return (seed) => {
    const wanted = `${breaks} `;
    const { violations } = broken.runPlan(planFor(stage, seed), wanted);
    const noticed = violations.find((violation) => violation.startsWith(wanted));
    return { noticed, sound: noticed === undefined ? [] : runPlan(planFor(stage, seed)).violations };
  };
}
