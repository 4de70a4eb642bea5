import type { MorningPlan } from '../world/plan.ts';

/** A defect, as a change of one place of the source. */
export interface Mutation {
  readonly name: string;
  /** The invariant that it breaks, as violations name it. */
  readonly breaks: string;
  readonly edits: readonly Edit[];
  /** A morning that notices it, and that passes without it. */
  readonly seed: number;
  /** What has to happen for the defect to show, where few mornings have it. */
  readonly stage?: (plan: MorningPlan) => MorningPlan;
}

export interface Edit {
  /** Relative to the checkout. */
  readonly file: string;
  /** Occurs exactly once. */
  readonly find: string;
  readonly replace: string;
}
