import { matchPassages } from '../checks/passage-check.ts';
import { checkLessons } from '../lessons/check-lessons.ts';
import { settle } from '../run/settle.ts';
import { Morning } from '../world/morning.ts';
import { type Mutation, planFor, type Trial } from './mutation.ts';
import { plant } from './plant.ts';

const MODULE = 'deploy/simulate/lessons/check-lessons.ts';

/** Plants a defect in the rules of attendance: each trial simulates a morning once, and judges it with and without it. */
export async function ruleTrial(root: string, { breaks, stage, edits }: Mutation): Promise<Trial> {
  const broken = await plant<{ checkLessons: typeof checkLessons }>(root, MODULE, edits);
  return (seed) => {
    const morning = new Morning(planFor(stage, seed));
    try {
      morning.start();
      settle(morning);
      const matches = matchPassages(morning);
      const told = (check: typeof checkLessons): readonly string[] => {
        morning.violations.length = 0;
        check(morning, matches);
        return [...morning.violations];
      };
      const noticed = told(broken.checkLessons).find((violation) => violation.startsWith(`${breaks} `));
      return { noticed, sound: told(checkLessons) };
    } finally {
      morning.close();
    }
  };
}
