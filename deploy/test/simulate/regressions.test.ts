import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plant } from '../../simulate/mutations/plant.ts';
import { planRegression, REGRESSIONS, type Regression } from '../../simulate/regressions.ts';
import { runPlan } from '../../simulate/run/run-morning.ts';
import { ROOT } from '../../src/root.ts';

describe('mornings that once failed pass, and fail again with what was wrong', () => {
  every('product', 'which showed');
  every('check', 'for which the check blamed a sound gate:');
});

function every(wrong: Regression['wrong'], which: string): void {
  for (const regression of REGRESSIONS.filter((each) => each.wrong === wrong)) {
    const { seed, name, breaks, edits } = regression;
    it(`${breaks} ${seed}, ${which} ${name}`, async () => {
      const plan = planRegression(regression);
      assert.deepEqual(runPlan(plan).violations, []);
      const module = 'deploy/simulate/run/run-morning.ts';
      const broken = await plant<{ runPlan: typeof runPlan }>(ROOT, module, edits);
      const { violations } = broken.runPlan(plan, `${breaks} `);
      const again = violations.some((violation) => violation.startsWith(`${breaks} `));
      assert.ok(again, `this morning does not show it any more, so that it proves nothing: ${violations}`);
    });
  }
}
