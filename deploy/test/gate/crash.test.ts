import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { GateRig } from '../../testing/gate/index.ts';
import { CrashRuns } from './crash-runs.ts';
import { seeded } from './seeded.ts';

const RUNS = 20;

test(`I5 I1: a gate killed at ${RUNS} random moments under load loses no event and no latch`, {
  timeout: 600_000,
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-crash-'));
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  t.diagnostic(`SEED=${seed}`);
  const rig = await GateRig.build(folder, { lines: 1, lanesPerLine: 2, baud: 115_200 }, 500);
  t.after(async () => {
    await rig.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const runs = new CrashRuns(rig, seeded(seed));
  for (let number = 0; number < RUNS; number++) await runs.run(number);
  await runs.finish();
  t.diagnostic(`${runs.events} events seen`);
});
