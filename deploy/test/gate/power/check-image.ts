import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LatchFiles } from '@vratar/edge-agent/src/fire-latch/latch-files.ts';
import { HighWater } from '@vratar/edge-agent/src/journal/high-water.ts';
import { closeJournal, openJournal } from '@vratar/edge-agent/src/journal/open-journal.ts';
import { verifyFile } from '@vratar/edge-agent/src/journal/verify-file.ts';
import { ListShelf } from '@vratar/edge-agent/src/lists/list-shelf.ts';
import { plainDisk } from '@vratar/edge-agent/src/store/disk.ts';
import type { Promises } from './promises.ts';

/** Lays the files out, opens them as a gate would, and holds them to what was promised before the cut. */
export function checkImage(files: ReadonlyMap<string, Buffer>, promised: Promises, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [path, bytes] of files) writeFileSync(join(folder, basename(path)), bytes);
  checkLatch(folder, promised);
  checkJournal(folder, promised);
  checkList(folder, promised);
}

function checkLatch(folder: string, { latched, events }: Promises): void {
  const reading = new LatchFiles(join(folder, 'fire'), () => undefined).read(events.size > 0);
  if (latched)
    assert.ok(reading.kind === 'unreadable' || reading.latch.school !== undefined, 'I1: the latch is lost');
}

function checkJournal(folder: string, promised: Promises): void {
  const file = join(folder, 'journal.db');
  const open = openJournal(file, new HighWater(join(folder, 'journal.mark')), 'cut');
  try {
    assert.equal(open.opening.damaged, undefined, 'a power cut must not look like damage');
    assert.equal(open.opening.restored, undefined, 'a power cut must not look like a restored backup');
    const { epoch, last, acked } = open.journal.position;
    assert.equal(epoch, 1);
    assert.ok(acked >= promised.acked, `acknowledged through ${promised.acked}, found ${acked}`);
    for (const [seq, { hash, line }] of promised.events) {
      assert.ok(seq <= last, `event ${seq} was shown and is gone; the last is ${last}`);
      assert.equal(open.journal.hashAt(seq), hash, `event ${seq} is another one now`);
      assert.equal(open.journal.read(epoch, seq - 1, 1, 1).lines[0], line);
    }
  } finally {
    closeJournal(open);
  }
  assert.deepEqual(verifyFile(file).flaws, [], 'no gap, no repeat, no torn record');
}

function checkList(folder: string, { list }: Promises): void {
  const shelf = new ListShelf(folder, plainDisk, 'cut');
  const version = shelf.load()?.version ?? 0;
  shelf.close();
  assert.ok(version >= list, `list ${list} was in force, found ${version}`);
}
