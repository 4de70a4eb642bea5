import type { Direction, WalkOutcome, WalkPlan } from '../lane/index.ts';

export type Whereabouts = 'outside' | 'inside';

/**
 * What truly happened, one JSON line each. `at` is Unix time in milliseconds, `person` the id of the population or
 * `someone` for a person that the population does not name.
 */
export type OracleRecord = { readonly at: number } & (
  | {
      readonly kind: 'tap';
      readonly person: string;
      readonly card: string;
      readonly lane: string;
      readonly direction: Direction /** False: the reader had no power or no room. */;
      readonly read: boolean;
    }
  | {
      readonly kind: 'began';
      readonly person: string;
      readonly lane: string;
      readonly direction: Direction;
      readonly plan: WalkPlan;
    }
  /** `now`: where the person is after it. */
  | {
      readonly kind: 'ended';
      readonly person: string;
      readonly lane: string;
      readonly direction: Direction;
      readonly outcome: WalkOutcome;
      readonly now: Whereabouts;
    }
  | { readonly kind: 'fire'; readonly loop: string; readonly actuated: boolean; readonly cable: string }
  | { readonly kind: 'power'; readonly device: string; readonly on: boolean }
);
