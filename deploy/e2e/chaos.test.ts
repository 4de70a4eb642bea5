import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { chaos } from '../testing/chaos/chaos-run.ts';

test('I5 I6: a minute of chaos loses nothing and doubles nothing', { timeout: 400_000 }, async (t) => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  t.diagnostic(`SEED=${seed}`);
  const folder = mkdtempSync(join(tmpdir(), 'vratar-chaos-'));
  const said: string[] = [];
  const result = await chaos({ folder, seconds: 40, seed, say: (text) => said.push(text) });
  t.diagnostic(`${result.events} events; ${JSON.stringify(result.faults)}`);
  assert.deepEqual(result.wrong, [], `after: ${said.join(', ')}; everything is kept in ${folder}`);
});
