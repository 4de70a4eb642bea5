import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { recoverLatch } from '@vratar/edge-agent/src/core/fire/recover.ts';
import { toldLatch } from '@vratar/edge-agent/src/core/index.ts';
import { LatchFiles } from '@vratar/edge-agent/src/fire-latch/latch-files.ts';
import { HighWater } from '@vratar/edge-agent/src/journal/high-water.ts';
import type { Opening } from '@vratar/edge-agent/src/journal/open-journal.ts';
import { verifyFile } from '@vratar/edge-agent/src/journal/verify-file.ts';
import { ListShelf } from '@vratar/edge-agent/src/lists/list-shelf.ts';
import { plainDisk } from '@vratar/edge-agent/src/store/disk.ts';
import { Keeper } from '@vratar/edge-agent/src/store/keeper.ts';
import type { StoreNotice } from '@vratar/edge-agent/src/store/messages.ts';
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
    assert.ok(reading.kind === 'unreadable' || reading.latch.school?.hold, 'I1: the latch is lost');
}

/** The journal tells of a drill before the files of the latch are written: from then on a start knows it all the same. */
function checkFire(folder: string, { journal }: Keeper, { answerable, events }: Promises): void {
  const told = [...events.values()].map(({ line }) => JSON.parse(line));
  const last = told.findLast(({ kind }) => kind === 'fire_drill' || kind === 'fire_reset');
  if (answerable === 'meddled' || last?.kind !== 'fire_drill') return;
  const reading = new LatchFiles(join(folder, 'fire'), () => undefined).read(true);
  const rows = toldLatch(journal.state.rows(), () => 'unreadable');
  const { latch } = recoverLatch(reading, rows, ['school'], () => 'new');
  const ended = reading.kind === 'read' ? (reading.latch.school?.ended ?? []) : [];
  const isOver = rows.school?.hold === undefined || ended.includes(rows.school.hold.id);
  assert.ok(latch.school?.hold !== undefined || isOver, 'I1: a drill that was told is forgotten');
}

function checkJournal(folder: string, promised: Promises): void {
  const mark = new HighWater(join(folder, 'journal.mark')).read()?.seq ?? 0;
  const notices: StoreNotice[] = [];
  const keeper = new Keeper(
    { folder, stamp: 'cut' },
    plainDisk,
    (notice) => notices.push(notice),
    () => 0,
  );
  keeper.flush();
  const opening = notices.flatMap((notice) => ('opened' in notice ? notice.opened.opening : []))[0];
  assert.ok(opening !== undefined && keeper.opened !== undefined, `it opens: ${JSON.stringify(notices)}`);
  try {
    checkFire(folder, keeper, promised);
    if (promised.answerable === 'meddled') checkMeddled(keeper, opening, mark, promised);
    else checkWhole(keeper, opening, promised);
  } finally {
    keeper.close();
  }
  assert.deepEqual(verifyFile(join(folder, 'journal.db')).flaws, [], 'no gap, no repeat, no torn record');
}

function checkWhole({ journal }: Keeper, { damaged, restored }: Opening, promised: Promises): void {
  assert.equal(damaged, undefined, 'a power cut must not look like damage');
  assert.equal(restored, undefined, 'a power cut must not look like a restored backup');
  const { epoch, last, acked } = journal.position;
  assert.equal(epoch, 1);
  assert.ok(acked >= promised.acked, `acknowledged through ${promised.acked}, found ${acked}`);
  for (const [seq, { hash, line }] of promised.events) {
    assert.ok(seq <= last, `event ${seq} was shown and is gone; the last is ${last}`);
    assert.equal(journal.hashAt(seq), hash, `event ${seq} is another one now`);
    assert.equal(journal.read(epoch, seq - 1, 1, 1).lines[0], line);
  }
}

/** What somebody else has taken away is gone; but it is told, no number is used again, and nothing is made up. */
function checkMeddled({ journal }: Keeper, opening: Opening, mark: number, { events }: Promises): void {
  const { epoch, first, last } = journal.position;
  const isTold = opening.damaged !== undefined || opening.restored !== undefined;
  assert.equal(isTold, epoch > 1, 'what is missing begins an epoch, and nothing else does');
  for (const [seq, { hash }] of events) {
    if (seq >= first && seq <= last)
      assert.equal(journal.hashAt(seq), hash, `event ${seq} is another one now`);
    // Of what came after the mark of the last minute nobody knows any more: the cloud finds the fork by its hash.
    else assert.ok(isTold || seq > mark, `event ${seq} is gone, and nobody says so`);
  }
}

function checkList(folder: string, { list }: Promises): void {
  const shelf = new ListShelf(folder, plainDisk, 'cut');
  const version = shelf.load()?.version ?? 0;
  shelf.close();
  assert.ok(version >= list, `list ${list} was in force, found ${version}`);
}
