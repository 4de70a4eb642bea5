import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MUTATIONS } from '../../simulate/mutations/list.ts';
import { planFor, tryMutation } from '../../simulate/mutations/try-mutation.ts';
import { runPlan } from '../../simulate/run/run-morning.ts';
import { ROOT } from '../../src/root.ts';

/** Tried when the known morning notices nothing: a change of the simulated world moves what each seed brings. */
const OTHERS = Array.from({ length: 12 }, (_, index) => index + 1);

describe('planted defects', () => {
  for (const mutation of MUTATIONS) {
    const { breaks, name, seed } = mutation;
    it(`${breaks} ${name}`, async (t) => {
      const caught = await tryMutation(ROOT, mutation, [seed, ...OTHERS]);
      assert.ok(caught, `not noticed; node deploy/simulate/mutations/main.ts --only '${name}' finds a seed`);
      t.diagnostic(`morning ${caught.seed}: ${caught.violation}`);
      const sound = runPlan(planFor(mutation.stage, caught.seed)).violations;
      assert.deepEqual(sound, [], 'the morning passes without the defect');
    });
  }
});
