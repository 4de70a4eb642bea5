import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { it } from 'node:test';
import { REGRESSIONS } from '../../simulate/regressions.ts';
import { runSeeds } from '../../simulate/run/seed-pool.ts';

it('mornings that once failed pass', async () => {
  const failures: string[] = [];
  let mornings = 0;
  await runSeeds({
    seeds: REGRESSIONS.map(({ seed }) => seed),
    workers: availableParallelism(),
    onResult: ({ seed, violations }) => {
      mornings += 1;
      const { showed } = REGRESSIONS.find((known) => known.seed === seed)!;
      for (const violation of violations) failures.push(`seed ${seed} (once: ${showed}): ${violation}`);
      return true;
    },
  });
  assert.deepEqual(failures, []);
  assert.equal(mornings, REGRESSIONS.length);
});
