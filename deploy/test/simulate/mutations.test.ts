import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { describe, it } from 'node:test';
import { MUTATIONS } from '../../simulate/mutations/list.ts';
import { tryMutation } from '../../simulate/mutations/try-mutation.ts';
import { ROOT } from '../../src/root.ts';

describe('planted defects', () => {
  for (const mutation of MUTATIONS) {
    it(`${mutation.breaks} ${mutation.name}: the simulation notices`, (t) => {
      const caught = tryMutation(ROOT, mutation, availableParallelism());
      assert.ok(caught, 'no morning noticed it');
      t.diagnostic(`seed ${caught.seed}: ${caught.violation}`);
    });
  }
});
