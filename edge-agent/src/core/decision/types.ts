import type { RefusalCode } from '@vratar/protocol/refusals';

/** What a rule found. */
export interface DecisionStep {
  /** Stable name of the rule. */
  readonly rule: string;
  readonly result: 'pass' | 'flag' | 'refuse' | 'skip';
  /** What it looked at, in words for `why`. */
  readonly saw: string;
}

export interface Decision {
  readonly granted: boolean;
  /** `granted`, or the refusal. */
  readonly code: 'granted' | RefusalCode;
  /** What was let pass and must be looked at, such as `passback`. */
  readonly flags: readonly string[];
  readonly steps: readonly DecisionStep[];
}
