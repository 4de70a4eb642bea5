import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { VratarError } from '@vratar/protocol/errors';
import { until as untilSo } from '../../../deploy/testing/until.ts';
import { lastEvents } from '../../src/journal/export.ts';
import { verifyFile } from '../../src/journal/verify-file.ts';
import { smallDisk } from '../small-disk.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { until } from './meddling.ts';
import { draft, startStore } from './start-store.ts';

const padding = { data: { text: 'x'.repeat(900) } };

test('I5 X11: a full disk costs the ballast first, then what the cloud holds, and no event', async (t) => {
  const disk = smallDisk(t, 4096);
  if (disk === undefined) return;
  const { store, alarms, written } = startStore(t, disk.folder);
  let id = 0;
  const append = (count: number) => {
    for (let n = 0; n < count; n++) store.append([{ id: ++id, draft: draft(padding), changes: [] }]);
  };
  append(200);
  await written(200);
  const ballast = join(disk.folder, 'ballast');
  await until(() => existsSync(ballast));
  const hash = (await store.calls.hashAt(150))!;
  await store.calls.ack({ epoch: 1, through: 150, hash });

  const filler = join(disk.folder, 'filler');
  try {
    writeFileSync(filler, Buffer.alloc(4 * 1024 * 1024));
  } catch {
    // As full as it gets.
  }
  append(400);
  await until(() => alarms.some(({ code, on }) => code === 'disk_full' && on));
  await until(() => !existsSync(ballast));
  append(700);
  // Goes on writing with the room that is made, until there is none.
  let before = 200;
  const during = await untilSo(
    'a halt after more than 200 events',
    async () => {
      const position = await store.calls.position();
      const stands = position.last > 200 && position.last === before;
      before = position.last;
      return stands && position;
    },
    undefined,
    1000,
  );
  assert.ok(during.first > 1 && during.first <= 151, 'gave up only what is acknowledged');
  assert.ok(during.last < id, 'and then had to wait');

  rmSync(filler);
  await written(id);
  const after = await store.calls.position();
  assert.equal(after.last, id, 'nothing was lost, no number was used twice');
  let seq = after.first;
  let read = await store.calls.read({ epoch: 1, after: seq - 1, limit: 200 });
  while (read.lines.length > 0) {
    for (const line of read.lines) assert.equal(JSON.parse(line).seq, seq++);
    read = await store.calls.read({ epoch: 1, after: seq - 1, limit: 200 });
  }
  assert.equal(seq, id + 1);
  await store.close();
});

test('I5: a disk that turns read-only keeps events waiting until it can be written', async (t) => {
  const disk = smallDisk(t, 2048);
  if (disk === undefined) return;
  const { store, alarms, written } = startStore(t, disk.folder);
  const changes = [{ op: 'put', area: 'passback', key: 'p', value: '"in"' }] as const;
  store.append([{ id: 1, draft: draft(), changes }]);
  await written(1);
  await store.close();
  disk.remount('ro');
  const second = startStore(t, disk.folder);
  second.store.append([{ id: 1, draft: draft(), changes: [] }]);
  const { rows, opening } = await second.opened;
  assert.deepEqual(
    [rows[0]?.key, opening.last?.seq],
    ['p', 1],
    'what an earlier run left is known all the same',
  );
  await until(() => second.alarms.some(({ on }) => on));
  assert.equal(second.alarms[0]!.code, 'disk_readonly');
  const file = join(disk.folder, 'journal.db');
  assert.deepEqual([verifyFile(file).flaws, lastEvents(file, 9).length], [[], 1], 'and can be read by hand');
  await assert.rejects(second.store.calls.position(), { code: 'journal_unavailable' });
  disk.remount('rw');
  await second.written(1);
  assert.equal((await second.store.calls.position()).last, 2);
  assert.deepEqual(
    second.alarms.map(({ on }) => on),
    [true, false],
  );
  assert.deepEqual(alarms, []);
  await second.store.close();
});

test('I5: a backup that was put in the place of the journal is an alarm, with what is known to be missing', async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'journal.db');
  const runs = async (count: number) => {
    const { store, written, opened, alarms } = startStore(t, folder);
    const found = await opened;
    const gap = draft({ kind: 'gap', reason: 'journal_restored' });
    const first = found.opening.restored === undefined ? draft() : gap;
    store.append(
      Array.from({ length: count }, (_, n) => ({ id: n + 1, draft: n === 0 ? first : draft(), changes: [] })),
    );
    await written(count);
    await store.close();
    return { alarms, opening: found.opening };
  };
  assert.deepEqual((await runs(3)).alarms, []);
  copyFileSync(file, `${file}.backup`);
  assert.deepEqual((await runs(4)).alarms, []);
  copyFileSync(`${file}.backup`, file);
  const { alarms, opening } = await runs(1);
  assert.deepEqual([opening.restored?.last, opening.restored?.mark.seq], [3, 7]);
  assert.deepEqual(
    alarms.map(({ code, on }) => [code, on]),
    [['journal_restored', true]],
  );
  assert.deepEqual((await runs(1)).alarms, [], 'it is told once');
});

for (const [what, swap] of [
  ['a backup that is put in the place of an open journal', renameSync],
  ['an open journal that is removed', (_backup: string, file: string) => rmSync(file)],
] as const) {
  test(`I5: ${what} costs no event, and is an alarm`, async (t) => {
    const folder = temporaryFolder(t);
    const file = join(folder, 'journal.db');
    const drafts = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => ({ id: from + n, draft: draft(), changes: [] }));
    const before = startStore(t, folder);
    before.store.append(drafts(1, 3));
    await before.written(3);
    await before.store.close();
    const backup = join(temporaryFolder(t), 'backup.db');
    copyFileSync(file, backup);

    const { store, alarms, written } = startStore(t, folder);
    store.append(drafts(1, 4));
    await written(4);
    swap(backup, file);
    store.append(drafts(5, 2));
    await written(6);
    await store.calls.mark();
    await until(() => alarms.length > 0);
    assert.equal(alarms[0]!.code, 'journal_restored');
    store.append(drafts(7, 1));
    await written(7);
    assert.deepEqual(
      [(await store.calls.position()).last, (await store.calls.position()).epoch, alarms.length],
      [10, 1, 1],
    );
    await store.close();
    assert.deepEqual([verifyFile(file).events, verifyFile(file).flaws], [10, []]);
    const aside = alarms[0]!.data.aside as string | undefined;
    assert.equal(
      aside === undefined ? undefined : verifyFile(aside).events,
      swap === renameSync ? 3 : undefined,
    );

    const after = startStore(t, folder);
    const { opening } = await after.opened;
    assert.deepEqual([opening.restored, opening.clean, opening.last?.seq], [undefined, true, 10]);
    assert.deepEqual(after.alarms, []);
    await after.store.close();
  });
}

test('I5: a journal that cannot be put back is an alarm until it is', async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'journal.db');
  const { store, alarms, written } = startStore(t, folder);
  const append = async (id: number) => {
    store.append([{ id, draft: draft(), changes: [] }]);
    await written(id);
  };
  const told = () => alarms.map(({ code, on }) => `${code} ${on}`);
  await append(1);
  rmSync(file);
  symlinkSync(file, file);
  mkdirSync(`${file}.own`);
  await store.calls.mark();
  await until(() => alarms.length > 0);
  await append(2);
  await store.calls.mark();
  assert.deepEqual(told(), ['journal_displaced true'], 'commits do not end it');
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.part')),
    [],
    'half a copy takes no room',
  );
  rmdirSync(`${file}.own`);
  await store.calls.mark();
  await until(() => alarms.length >= 3);
  assert.deepEqual(told(), ['journal_displaced true', 'journal_restored true', 'journal_displaced false']);
  await append(3);
  await store.close();
  assert.deepEqual([verifyFile(file).events, verifyFile(file).flaws], [3, []]);
});

test('I5: what the cloud holds makes room for a journal that must be put back', async (t) => {
  const disk = smallDisk(t, 8192);
  if (disk === undefined) return;
  const file = join(disk.folder, 'journal.db');
  const { store, alarms, written } = startStore(t, disk.folder);
  const events = Array.from({ length: 1500 }, (_, n) => ({ id: n + 1, draft: draft(padding), changes: [] }));
  store.append(events);
  await written(1500);
  await until(() => existsSync(join(disk.folder, 'ballast')));
  const filler = join(disk.folder, 'filler');
  const { bavail, bsize } = statfsSync(disk.folder);
  writeFileSync(filler, Buffer.alloc(bavail * bsize - 512 * 1024));
  rmSync(file);
  const isTold = (code: string, on: boolean) =>
    alarms.some((alarm) => alarm.code === code && alarm.on === on);
  await store.calls.mark();
  await until(() => isTold('journal_displaced', true));
  assert.match(String(alarms.find(({ code }) => code === 'journal_displaced')!.data.why), /ENOSPC/);
  assert.ok(!isTold('journal_restored', true));
  assert.equal((await store.calls.position()).first, 1, 'nothing that the cloud does not hold is given up');

  await store.calls.ack({ epoch: 1, through: 1400, hash: (await store.calls.hashAt(1400))! });
  await store.calls.mark();
  await until(() => isTold('journal_displaced', false));
  assert.ok(isTold('journal_restored', true));
  await store.close();
  const { last, first, flaws } = verifyFile(file);
  assert.deepEqual([last, flaws], [1500, []]);
  assert.ok(first > 1 && first <= 1401);
});

test('I5: a stop while the journal cannot be put back leaves all of it beside, says where, and is not called clean', async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'journal.db');
  const { store, alarms, written } = startStore(t, folder);
  const events = Array.from({ length: 7 }, (_, n) => ({ id: n + 1, draft: draft(), changes: [] }));
  store.append(events);
  await written(7);
  rmSync(file);
  mkdirSync(`${file}.own`);
  await store.calls.mark();
  await until(() => alarms.length > 0);
  const copy = `${file}.left`;
  store.append([{ id: 8, draft: draft(), changes: [] }]);
  await assert.rejects(store.close(), (error: VratarError) => {
    assert.deepEqual([error.code, error.params.copy], ['journal_left', copy]);
    return true;
  });
  assert.deepEqual([verifyFile(copy).events, verifyFile(copy).flaws], [8, []]);
  assert.ok(!existsSync(file), 'and nothing is begun in its place');
  const after = startStore(t, folder);
  const { opening, position } = await after.opened;
  assert.deepEqual([opening.clean, opening.restored, position.last], [false, undefined, 8]);
  assert.deepEqual(
    after.alarms.map(({ code, data }) => [code, data]),
    [['journal_restored', {}]],
  );
  assert.ok(!existsSync(copy), 'the next start goes on with it');
  await after.store.close();
});

test('I5: what a stop has left of a pruned journal is whole, also when it is moved by hand', async (t) => {
  for (const byHand of [false, true]) {
    const folder = temporaryFolder(t);
    const file = join(folder, 'journal.db');
    const { store, written } = startStore(t, folder);
    const append = async (from: number, count: number) => {
      const ids = Array.from({ length: count }, (_, n) => from + n);
      store.append(ids.map((id) => ({ id, draft: draft(padding), changes: [] })));
      await written(from + count - 1);
    };
    await append(1, 600);
    const log = statSync(`${file}-wal`).mtimeMs;
    await until(() => statSync(file).mtimeMs > log);
    // The log that is replayed into another file has to hold pages that the copy numbers otherwise.
    await append(601, 20);
    renameSync(file, join(folder, 'moved.db'));
    mkdirSync(`${file}.own`);
    await append(621, 20);
    let copy = '';
    await assert.rejects(store.close(), ({ code, params }: VratarError) => {
      copy = String(params.copy);
      return code === 'journal_left';
    });
    if (byHand) renameSync(copy, file);
    const after = startStore(t, folder);
    const { opening, position } = await after.opened;
    assert.deepEqual([opening.damaged, opening.restored, position.last], [undefined, undefined, 640]);
    rmdirSync(`${file}.own`);
    await after.store.close();
    assert.deepEqual([verifyFile(file).events, verifyFile(file).flaws], [640, []]);
  }
});

test('I5: a stop puts a journal back that was removed just before', async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'journal.db');
  const { store, written } = startStore(t, folder);
  store.append([{ id: 1, draft: draft(), changes: [] }]);
  await written(1);
  rmSync(file);
  await store.close();
  assert.deepEqual([verifyFile(file).events, verifyFile(file).flaws], [1, []]);
});

test('I5: a stop that leaves events unwritten is not called clean', async (t) => {
  const disk = smallDisk(t, 2048);
  if (disk === undefined) return;
  const { store, alarms, written } = startStore(t, disk.folder);
  store.append([{ id: 1, draft: draft(), changes: [] }]);
  await written(1);
  const text = 'x'.repeat(400_000);
  const big = Array.from({ length: 10 }, (_, n) => ({
    id: n + 2,
    draft: draft({ data: { text } }),
    changes: [],
  }));
  store.append(big);
  await until(() => alarms.some(({ code }) => code === 'disk_full'));
  await assert.rejects(store.close(), { code: 'journal_unwritten' });
  const after = startStore(t, disk.folder);
  assert.equal((await after.opened).opening.clean, false);
});

test('I5: an overwritten journal for which there is no room waits with its events, also over a stop', async (t) => {
  const disk = smallDisk(t, 8192);
  if (disk === undefined) return;
  const file = join(disk.folder, 'journal.db');
  const filler = join(disk.folder, 'filler');
  const begin = async (from: number) => {
    const started = startStore(t, disk.folder);
    const events = Array.from({ length: 500 }, (_, n) => ({ id: n + 1, draft: draft(padding), changes: [] }));
    started.store.append(events);
    await started.written(500);
    await until(() => statSync(file).size > 500 * 1024);
    const { bavail, bsize } = statfsSync(disk.folder);
    writeFileSync(filler, Buffer.alloc(bavail * bsize - 128 * 1024));
    writeInPlace(file, Buffer.alloc(statSync(file).size, 7));
    const isTold = (code: string, on: boolean) =>
      started.alarms.some((alarm) => alarm.code === code && alarm.on === on);
    await until(() => isTold('journal_displaced', true));
    await assert.rejects(started.store.calls.position(), { code: 'journal_unavailable' });
    assert.equal((await started.opened).position.last, from);
    return { ...started, isTold };
  };
  const one = await begin(0);
  one.store.append([{ id: 501, draft: draft(), changes: [] }]);
  rmSync(filler);
  await one.written(501);
  assert.ok(one.isTold('journal_displaced', false) && one.isTold('journal_restored', true));
  await one.store.close();
  assert.deepEqual([verifyFile(file).events, verifyFile(file).flaws], [501, []]);

  // What was put aside would be given up for it.
  rmSync(String(one.alarms.find(({ code }) => code === 'journal_restored')!.data.aside));
  const two = await begin(501);
  let copy = '';
  await assert.rejects(two.store.close(), ({ code, params }: VratarError) => {
    copy = String(params.copy);
    return code === 'journal_left';
  });
  t.after(() => rmSync(dirname(copy), { recursive: true }));
  assert.notEqual(dirname(copy), disk.folder);
  assert.deepEqual([verifyFile(copy).last, verifyFile(copy).flaws], [1001, []]);
});

/** As a program does it that does not care what is open; a descriptor of this process would take SQLite's locks along. */
function writeInPlace(file: string, bytes: Buffer): void {
  execFileSync('dd', [`of=${file}`, 'conv=notrunc', 'bs=65536', 'status=none'], { input: bytes });
}
