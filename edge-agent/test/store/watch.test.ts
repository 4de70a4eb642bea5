import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Watch } from '../../src/store/watch.ts';
import { openIn } from '../journal/journal-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A journal that is watched, on a clock of its own, and a backup of it. */
function watched(t: TestContext) {
  const folder = temporaryFolder(t);
  const file = join(folder, 'journal.db');
  const backup = join(folder, 'backup.db');
  const open = openIn(folder);
  t.after(() => open.db.close());
  open.append(300);
  open.db.pragma('wal_checkpoint(PASSIVE)');
  copyFileSync(file, backup);
  let now = 0;
  const watch = new Watch(file, () => now);
  watch.opened(open.journal.position);
  /** From another process: a descriptor of this one would take SQLite's locks along. */
  const write = (script: string) => execFileSync('sh', ['-c', script, 'sh', file, backup]);
  const lookAfter = (ms: number) => {
    now += ms;
    return watch.look(open.journal.position);
  };
  return { watch, write, lookAfter, file, open };
}

test('I5: a copy that takes its time is judged when its writer has been still for a second', (t) => {
  const { watch, write, lookAfter } = watched(t);
  assert.equal(lookAfter(0), 'ours');
  write(': > "$1"');
  assert.equal(lookAfter(0), 'moving');
  for (const part of [1, 2, 3]) {
    write(`head -c ${part * 8192} "$2" > "$1"`);
    assert.equal(lookAfter(900), 'moving');
  }
  write('cat "$2" > "$1"');
  assert.equal(lookAfter(900), 'moving');
  assert.equal(lookAfter(1001), 'ours', watch.why);
  assert.deepEqual([watch.why, watch.isMoving], [undefined, false]);
});

for (const [when, ms] of [
  ['in service', 30_000],
  ['at the end of the process', 5000],
] as const)
  test(`nobody is waited for without end ${when}`, (t) => {
    const { watch, write, lookAfter } = watched(t);
    if (ms === 5000) watch.hurry();
    write(': > "$1"');
    for (let passed = 0; passed < ms; passed += 500) {
      assert.equal(lookAfter(passed === 0 ? 0 : 500), 'moving');
      write('printf x >> "$1"');
    }
    assert.equal(lookAfter(500), 'overwritten');
    assert.equal(lookAfter(0), 'overwritten', 'until it is written anew');
  });

test('what was only touched is one’s own at once', (t) => {
  const { file, lookAfter } = watched(t);
  utimesSync(file, 1, 1);
  assert.equal(lookAfter(0), 'ours');
});

test('I5: a journal that is cut while the store brings its log home is not one’s own, though its end is still in the log', (t) => {
  const { watch, write, lookAfter, open } = watched(t);
  open.append(300);
  watch.committed(open.journal.position);
  open.db.pragma('wal_checkpoint(PASSIVE)');
  write('truncate -s 40960 "$1"');
  watch.checkpointed(open.journal.position);
  assert.equal(lookAfter(0), 'moving');
  assert.equal(lookAfter(1001), 'overwritten');
});

test('a log that was brought home is one’s own at once', (t) => {
  const { watch, lookAfter, open } = watched(t);
  open.append(300);
  watch.committed(open.journal.position);
  open.db.pragma('wal_checkpoint(PASSIVE)');
  watch.checkpointed(open.journal.position);
  assert.equal(lookAfter(0), 'ours');
});
