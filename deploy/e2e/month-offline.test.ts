import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { monthOffline } from '../testing/chaos/month-offline.ts';

test('X1: 30 days offline, 60,000 events: nothing lost, order kept, once each', {
  timeout: 400_000,
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-month-'));
  const { events, seconds, wrong } = await monthOffline(folder, 60_000);
  t.diagnostic(`${events} events in ${seconds.toFixed(1)} s`);
  assert.deepEqual(wrong, []);
  assert.ok(events >= 60_000);
  rmSync(folder, { recursive: true });
});
