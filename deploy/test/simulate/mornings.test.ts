import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { it } from 'node:test';
import { runSeeds } from '../../simulate/run/seed-pool.ts';

const MORNINGS = 200;

it(`I1 I2 I4 I5 I8 I9 I11 hold over ${MORNINGS} simulated mornings`, async (t) => {
  const failures: string[] = [];
  let passages = 0;
  let fires = 0;
  await runSeeds({
    seeds: Array.from({ length: MORNINGS }, (_, index) => index + 1),
    workers: availableParallelism(),
    onResult: (result) => {
      passages += result.passages;
      fires += result.fires;
      for (const violation of result.violations) failures.push(`seed ${result.seed}: ${violation}`);
      return true;
    },
  });
  t.diagnostic(`${passages} passages, ${fires} fires`);
  assert.deepEqual(failures, []);
  assert.ok(passages > 5 * MORNINGS && fires > MORNINGS / 4, 'something happens in these mornings');
});
