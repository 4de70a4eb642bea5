import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutPeer } from '../../testing/index.ts';
import { atWork } from './power/at-work.ts';
import type { DiskCall } from './power/disk-call.ts';
import { onDisk, some, whileLatched } from './power/places.ts';
import { powerCuts } from './power/power-cuts.ts';
import { record } from './power/record.ts';
import { seededFolder } from './power/seeded-folder.ts';

const CUTS = 120;

test(`I5 I1 X2: ${CUTS} power cuts in a recorded run lose nothing that was shown`, {
  skip: withoutPeer('strace'),
  timeout: 300_000,
}, async (t) => {
  const { folder, random } = seededFolder(t);
  const calls = await record(folder, atWork(random));
  const cut = (recorded: readonly DiskCall[], places: readonly number[], count: number) =>
    powerCuts(recorded, some(places, count, random), random);
  const report = cut(calls, onDisk(calls), CUTS);
  t.diagnostic(JSON.stringify(report));
  // The test itself is tested: leave the syncs of the running gate out of the recording, and promises must break.
  const started = calls.findIndex(({ kind }) => kind === 'said');
  const without = (which: RegExp, places: (calls: readonly DiskCall[]) => readonly number[]) => () => {
    const lax = calls.filter((call, at) => at < started || call.kind !== 'sync' || !which.test(call.path));
    cut(lax, places(lax), 2 * CUTS);
  };
  assert.throws(
    without(/journal\.db/, onDisk),
    /event|damage|acknowledged/,
    'a gate that does not sync its journal is caught',
  );
  assert.throws(without(/fire\./, whileLatched), /latch/, 'a gate that does not sync its latch is caught');
  assert.ok(report.events > 30 && report.syncs > 30, 'the recording is of a gate at work');
});
