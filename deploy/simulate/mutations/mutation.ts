import { type MorningPlan, planMorning } from '../world/plan.ts';

/** A defect, as a change of one place of the source. */
export interface Mutation {
  readonly name: string;
  /** The invariant, or rule of the school, that it breaks, as violations name it. */
  readonly breaks: string;
  readonly edits: readonly Edit[];
  /** The morning that notices it, and that passes without it. */
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

/** What one morning says of a defect. */
export interface Tried {
  /** The violation of the invariant that the defect breaks. Others do not count: they have not understood the defect. */
  readonly noticed: string | undefined;
  /** What is wrong with the morning without the defect; then it proves nothing. */
  readonly sound: readonly string[];
}

/** Simulates the morning of a seed with a defect that is planted. */
export type Trial = (seed: number) => Tried;

/** The morning in which a defect is looked for. */
export function planFor(stage: Mutation['stage'], seed: number): MorningPlan {
  const plan = planMorning(seed);
  return stage === undefined ? plan : stage(plan);
}
