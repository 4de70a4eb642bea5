import { matchPassages } from '../checks/passage-check.ts';
import { checkLessons } from '../lessons/check-lessons.ts';
import { settle } from '../run/settle.ts';
import { Morning } from '../world/morning.ts';
import type { Mutation } from './mutation.ts';
import { plant } from './plant.ts';
import { planFor } from './try-mutation.ts';

/** What the oracle of people says of one morning. */
export interface Judged {
  /** With the rules as they are. */
  readonly sound: readonly string[];
  /** With each defect, by its name. */
  readonly broken: ReadonlyMap<string, readonly string[]>;
}

interface Broken {
  readonly name: string;
  readonly check: typeof checkLessons;
}

const MODULE = 'deploy/simulate/lessons/check-lessons.ts';

/** Rules with defects, beside the sound ones: a morning is simulated once, and judged by all of them. */
export class RuleSearch {
  readonly #broken: readonly Broken[];

  private constructor(broken: readonly Broken[]) {
    this.#broken = broken;
  }

  static async open(root: string, mutations: readonly Mutation[]): Promise<RuleSearch> {
    const broken: Broken[] = [];
    for (const { name, edits } of mutations) {
      const planted = await plant<{ checkLessons: typeof checkLessons }>(root, MODULE, edits);
      broken.push({ name, check: planted.checkLessons });
    }
    return new RuleSearch(broken);
  }

  judge(seed: number, stage?: Mutation['stage']): Judged {
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
      const sound = told(checkLessons);
      return { sound, broken: new Map(this.#broken.map(({ name, check }) => [name, told(check)])) };
    } finally {
      morning.close();
    }
  }
}
