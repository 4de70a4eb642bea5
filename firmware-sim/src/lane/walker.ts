export type Direction = 'in' | 'out';

export const opposite = (direction: Direction): Direction => (direction === 'in' ? 'out' : 'in');

/**
 * What a person does at the barrier.
 * - `through`: waits until it yields, passes
 * - `turn-back`: waits until it yields, goes past the first sensor, thinks better of it
 * - `force`: passes whether it yields or not (jumps, crawls, pushes)
 * - `tailgate`: passes close behind another person, on that person's release
 * - `linger`: passes, but stands in the passage for `lingerMs`
 */
export type WalkPlan = 'through' | 'turn-back' | 'force' | 'tailgate' | 'linger';

export interface Walker {
  readonly id: string;
  readonly direction: Direction;
  readonly plan: WalkPlan;
  /** From seeing that the barrier is free to the first step, ms. */
  readonly reactionMs: number;
  /** Multiplies the lane's passing time: 1 is ordinary, 0.6 runs, 2 dawdles. */
  readonly pace: number;
  /** How long the person waits at a locked barrier, ms. */
  readonly patienceMs: number;
  readonly lingerMs?: number;
}

/** How it ended. Only `passed` puts the person on the other side. */
export type WalkOutcome = 'passed' | 'turned-back' | 'gave-up';

export const ordinaryWalker = { reactionMs: 250, pace: 1, patienceMs: 6000 } as const;
