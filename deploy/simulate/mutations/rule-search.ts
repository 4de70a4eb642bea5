import { join } from 'node:path';
import { matchPassages } from '../checks/passage-check.ts';
import { checkLessons } from '../lessons/check-lessons.ts';
import { settle } from '../run/settle.ts';
import { Morning } from '../world/morning.ts';
import { planMorning } from '../world/plan.ts';
import type { Mutation } from './mutation.ts';
import { PatchedCopy } from './patched-copy.ts';

/** What the oracle of people says of one morning. */
export interface Judged {
  /** With the rules as they are. */
  readonly sound: readonly string[];
  /** With each defect, by its name. */
  readonly broken: ReadonlyMap<string, readonly string[]>;
}

interface Copy {
  readonly name: string;
  readonly copy: PatchedCopy;
  readonly check: typeof checkLessons;
}

/** Rules with defects, beside the sound ones: a morning is simulated once, and judged by all of them. */
export class RuleSearch implements Disposable {
  readonly #copies: readonly Copy[];

  private constructor(copies: readonly Copy[]) {
    this.#copies = copies;
  }

  static async open(root: string, mutations: readonly Mutation[]): Promise<RuleSearch> {
    const copies: Copy[] = [];
    for (const { name, edits } of mutations) {
      const copy = new PatchedCopy(root, edits);
      const path = join(copy.folder, 'deploy/simulate/lessons/check-lessons.ts');
      const loaded = (await import(path)) as { checkLessons: typeof checkLessons };
      copies.push({ name, copy, check: loaded.checkLessons });
    }
    return new RuleSearch(copies);
  }

  judge(seed: number): Judged {
    const morning = new Morning(planMorning(seed));
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
      return { sound, broken: new Map(this.#copies.map(({ name, check }) => [name, told(check)])) };
    } finally {
      morning.close();
    }
  }

  [Symbol.dispose](): void {
    for (const { copy } of this.#copies) copy[Symbol.dispose]();
  }
}
