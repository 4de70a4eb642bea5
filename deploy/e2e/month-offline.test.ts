import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { monthOffline } from '../testing/chaos/month-offline.ts';

/** A third of what a large school gathers, to be quick; `deploy/bench/ingest-month.ts` measures all 60,000. */
const EVENTS = 20_000;

test('X1: 30 days offline: nothing lost, order kept, once each', {
  timeout: 400_000,
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-month-'));
  const { events, seconds, wrong } = await monthOffline(folder, EVENTS);
  t.diagnostic(`${events} events in ${seconds.toFixed(1)} s`);
  assert.deepEqual(wrong, []);
  assert.ok(events >= EVENTS);
  rmSync(folder, { recursive: true });
});
