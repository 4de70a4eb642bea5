import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { monthOffline } from '../testing/chaos/month-offline.ts';

/** A quarter of what a large school gathers, to be quick; `deploy/bench/ingest-month.ts` measures all 60,000. */
const EVENTS = 15_000;

test('X1: 30 days offline: nothing lost, order kept, once each, and an alarm goes ahead of it all', {
  timeout: 400_000,
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-month-'));
  const { events, seconds, wrong, alarmAhead } = await monthOffline(folder, EVENTS);
  t.diagnostic(`${events} events in ${seconds.toFixed(1)} s; the alarm was ${alarmAhead} events ahead`);
  assert.deepEqual(wrong, []);
  assert.ok(events >= EVENTS);
  // Beside the same event in its place in the journal, whose order `wrong` has judged.
  assert.ok(alarmAhead > 200, `the alarm was only ${alarmAhead} events ahead`);
  rmSync(folder, { recursive: true });
});
