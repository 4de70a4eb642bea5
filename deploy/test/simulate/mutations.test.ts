import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MUTATIONS } from '../../simulate/mutations/list.ts';
import { tryMutation } from '../../simulate/mutations/try-mutation.ts';
import { runMorning } from '../../simulate/run/run-morning.ts';
import { ROOT } from '../../src/root.ts';

describe('planted defects', () => {
  for (const mutation of MUTATIONS) {
    const { breaks, name, seed } = mutation;
    it(`${breaks} ${name}: morning ${seed} notices`, (t) => {
      assert.deepEqual(runMorning(seed).violations, [], 'the morning passes without the defect');
      const caught = tryMutation(ROOT, mutation, { seed });
      assert.ok(caught, `not noticed; node deploy/simulate/mutations/main.ts --only '${name}' finds a seed`);
      t.diagnostic(caught.violation);
    });
  }
});
