import type { MorningPlan } from '../world/plan.ts';
import type { StrictRules } from '../world/strict-rules.ts';
import { UNDISTURBED } from './stages.ts';

const RULES: StrictRules = {
  passback: { mode: 'hard' },
  maxInside: undefined,
  twoCards: undefined,
  visits: [1, 1, 2, 2],
  staff: 2,
  borrowed: 0.2,
  restless: 0.8,
  forget: undefined,
};

/** Nothing disturbs the gate, and people try the patience of a strict school. */
const strict =
  (rules: Partial<StrictRules>, happenings: MorningPlan['happenings'] = []) =>
  (plan: MorningPlan): MorningPlan => ({
    ...plan,
    ...UNDISTURBED,
    happenings,
    strict: { ...RULES, ...rules },
  });

/** Visitors come in and out more often than their cards are good for. */
export const visited = strict({});

/** The same, and the power fails when most have come. */
export const visitedInTheDark = strict({}, [{ at: 32_000, kind: 'power_cut', downMs: 1_000 }]);

/** The gate is killed when most have come, and starts again at once. */
export const restartedAmongMany = strict({}, [{ at: 32_000, kind: 'process_kill', downMs: 400 }]);

/** Few may be inside at the same time. */
export const crowded = strict({ maxInside: 3 });

/** Nobody goes in without an escort. */
export const escorted = strict({
  twoCards: { lane: 'lane0', directions: ['in'], ms: 4_000, kinds: undefined },
});
