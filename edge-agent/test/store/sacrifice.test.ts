import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { OpenJournal } from '../../src/journal/open-journal.ts';
import { Ballast } from '../../src/store/ballast.ts';
import { makeRoom } from '../../src/store/sacrifice.ts';
import { openIn } from '../journal/journal-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A journal of 30 events on a disk that has room to write down that `fits` of them are gone, and what was tried. */
function start(t: TestContext, acked: number, fits: number) {
  const folder = temporaryFolder(t);
  const open = openIn(folder);
  t.after(() => open.db.close());
  open.append(30);
  open.db.pragma('wal_checkpoint(TRUNCATE)');
  const { journal } = open;
  if (acked > 0) journal.ack(1, acked, journal.hashAt(acked)!);
  open.db.pragma('wal_checkpoint(TRUNCATE)');
  const steps: number[] = [];
  const prune = journal.prune.bind(journal);
  journal.prune = (through, step) => {
    steps.push(step);
    if (step > fits) throw new Error('database or disk is full');
    return prune(through, step);
  };
  const ballast = new Ballast(join(folder, 'ballast'));
  const make = () => makeRoom(ballast, open as OpenJournal, join(folder, 'journal.db'));
  return { make, steps, journal, folder };
}

test('where there is no room for many, fewer acknowledged events are given up', (t) => {
  const { make, steps, journal } = start(t, 20, 10);
  assert.equal(make(), true);
  assert.deepEqual(steps, [1000, 100, 10]);
  assert.equal(journal.position.first, 11);
});

test('I5 where nothing is acknowledged nothing is given up, and it is asked for once', (t) => {
  const { make, steps, journal } = start(t, 0, 1000);
  assert.equal(make(), false);
  assert.deepEqual(steps, [1000]);
  assert.equal(journal.position.first, 1);
});

test('folders in the place of files that can be given up are given up like them', (t) => {
  const { make, folder } = start(t, 0, 1000);
  for (const name of ['ballast', 'journal.db.damaged-test']) {
    mkdirSync(join(folder, name, 'within'), { recursive: true });
    assert.equal(make(), true, name);
    assert.ok(!existsSync(join(folder, name)));
  }
});
