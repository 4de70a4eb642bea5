import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  planUnmixed,
  REGRESSIONS,
  type Regression,
  UNMIXED_REGRESSIONS,
} from '../../simulate/regressions.ts';
import { runPlan } from '../../simulate/run/run-morning.ts';
import { type MorningPlan, planMorning } from '../../simulate/world/plan.ts';

describe('mornings that once failed pass', () => {
  every(UNMIXED_REGRESSIONS, planUnmixed);
  every(REGRESSIONS, planMorning);
});

function every(regressions: readonly Regression[], plan: (seed: number) => MorningPlan): void {
  for (const { seed, stage, showed } of regressions) {
    it(`${seed}, which showed ${showed}`, () => {
      const whole = plan(seed);
      assert.deepEqual(runPlan(stage?.(whole) ?? whole).violations, []);
    });
  }
}
