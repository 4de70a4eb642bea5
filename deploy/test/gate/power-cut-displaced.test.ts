import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutPeer } from '../../testing/index.ts';
import { meddled } from './power/meddled.ts';
import { some, whileDisplaced } from './power/places.ts';
import { powerCuts } from './power/power-cuts.ts';
import { record } from './power/record.ts';
import { seededFolder } from './power/seeded-folder.ts';

const CUTS = 100;

test(`I5 I1: ${CUTS} power cuts while a journal is removed, overwritten and put back lose nothing that the gate has`, {
  skip: withoutPeer('strace'),
  timeout: 300_000,
}, async (t) => {
  const { folder, random } = seededFolder(t);
  const calls = await record(folder, meddled(random));
  const places = whileDisplaced(calls);
  const report = powerCuts(calls, some(places, CUTS, random), random);
  t.diagnostic(JSON.stringify({ ...report, places: places.length }));
  assert.ok(
    report.events > 60 && places.length > 200,
    'the recording is of a gate whose journal was meddled with',
  );

  // The test itself is tested: leave the syncs of what stands in for the journal out, and a promise must break.
  const lax = calls.filter((call) => call.kind !== 'sync' || !/\.(own|left)\.part$/.test(call.path));
  assert.throws(
    () => powerCuts(lax, whileDisplaced(lax), random),
    /putting-back/,
    'a copy that is not synced before it gets its name is caught',
  );
});
