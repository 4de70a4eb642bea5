import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { chaos } from '../testing/chaos/chaos-run.ts';

test('I5 I6: a minute of chaos loses nothing, doubles nothing, and names every hole', {
  timeout: 400_000,
}, async (t) => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  t.diagnostic(`SEED=${seed}`);
  const folder = mkdtempSync(join(tmpdir(), 'vratar-chaos-'));
  const said: string[] = [];
  const say = (text: string) => said.push(text);
  const result = await chaos({ folder, seconds: 30, seed, apart: seed % 2 === 1, say });
  const { recorded, doubted, events, faults, wrong } = result;
  t.diagnostic(`${events} events, ${recorded} people, ${doubted} in named holes; ${JSON.stringify(faults)}`);
  assert.deepEqual(wrong, [], `after: ${said.join(', ')}; everything is kept in ${folder}`);
  assert.ok(recorded > 10, `only ${recorded} people were recorded`);
});
