import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { it } from 'node:test';
import { runSeeds } from '../../simulate/run/seed-pool.ts';
import { planMorning } from '../../simulate/world/plan.ts';

const MORNINGS = 200;

it(`I1 I2 I4 I5 I8 I9 I11 and a school’s own rules hold over ${MORNINGS} simulated mornings`, async (t) => {
  const failures: string[] = [];
  let passages = 0;
  let fires = 0;
  const seeds = Array.from({ length: MORNINGS }, (_, index) => index + 1);
  const strict = seeds.filter((seed) => planMorning(seed).strict !== undefined).length;
  await runSeeds({
    seeds,
    workers: availableParallelism(),
    onResult: (result) => {
      passages += result.passages;
      fires += result.fires;
      for (const violation of result.violations) failures.push(`seed ${result.seed}: ${violation}`);
      return true;
    },
  });
  t.diagnostic(`${passages} passages, ${fires} fires, ${strict} strict schools`);
  assert.deepEqual(failures, []);
  assert.ok(passages > 5 * MORNINGS && fires > MORNINGS / 4, 'something happens in these mornings');
  assert.ok(strict > MORNINGS / 10, 'some of these schools have strict rules');
});
