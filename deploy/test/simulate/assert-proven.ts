import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Mutation, Tried } from '../../simulate/mutations/mutation.ts';

/**
 * The morning that is named for a defect notices it, and passes without it. That another one would notice it does not
 * count: when a change of the simulated world moves what the seed brings, somebody has to look, and name the next.
 */
export function assertProven(t: TestContext, { name, seed }: Mutation, { noticed, sound }: Tried): void {
  const search = `node deploy/simulate/mutations/main.ts --only '${name}'`;
  assert.ok(
    noticed !== undefined,
    `morning ${seed} does not notice it any more; ${search} finds one that does`,
  );
  assert.deepEqual(sound, [], `morning ${seed} fails without the defect too`);
  t.diagnostic(`morning ${seed}: ${noticed}`);
}
