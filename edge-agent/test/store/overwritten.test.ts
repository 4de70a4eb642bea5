import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, linkSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { verifyFile } from '../../src/journal/verify-file.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { overwrite, storeWith, until } from './meddling.ts';
import { draft, startStore } from './start-store.ts';

// Together: each spends its time waiting for the store to find a pause.
describe('an open journal', { concurrency: true }, () => {
  for (const how of ['backup', 'dated', 'garbage', 'truncated'] as const)
    test(`I5: an open journal that is overwritten in place (${how}) is an alarm and costs no event that is still known`, async (t) => {
      const one = await storeWith(t, 300);
      await one.settled();
      const backup = join(temporaryFolder(t), 'backup.db');
      copyFileSync(one.file, backup);
      await one.append(900);
      await one.settled();
      const before = await one.store.calls.read({ epoch: 1, after: 0, limit: 200 });

      overwrite(one.file, how, backup);
      await until(() => one.alarms.length > 0);
      assert.deepEqual(one.told(), ['journal_restored true']);
      await one.append(10);
      const { epoch, first, last } = await one.store.calls.position();
      assert.deepEqual([epoch, first, last], [1, 1, 1210]);
      assert.deepEqual(await one.store.calls.read({ epoch: 1, after: 0, limit: 200 }), before);
      await one.store.close();
      assert.deepEqual([verifyFile(one.file).events, verifyFile(one.file).flaws], [1210, []]);
      const aside = String(one.alarms[0]!.data.aside);
      if (how === 'backup')
        assert.deepEqual(readFileSync(aside), readFileSync(backup), 'it is kept as it was');

      const after = startStore(t, one.folder);
      const { opening } = await after.opened;
      assert.deepEqual([opening.clean, opening.restored, opening.damaged], [true, undefined, undefined]);
      await after.store.close();
    });

  test('I5: of an overwritten journal the events that nobody has any more are a hole, and the others go on', async (t) => {
    const one = await storeWith(t, 20_000);
    await one.ack(1000);
    await until(() => statSync(one.file).size > 18_000_000);
    // Answered when the checkpoint that has made it so long is over.
    await one.store.calls.position();
    overwrite(one.file, 'garbage');
    await until(() => one.alarms.length > 0);
    assert.deepEqual(one.told(), ['journal_damaged true']);
    const { kept, lost } = one.alarms[0]!.data as Record<'kept' | 'lost', { from: number; through: number }>;
    assert.deepEqual([lost.from, kept.from, kept.through], [1001, lost.through + 1, 20_000]);
    assert.ok(lost.through < 10_000, 'what is remembered is saved');
    const { epoch, first, last, acked } = await one.store.calls.position();
    assert.deepEqual([epoch, first, last, acked], [2, kept.from, 20_000, kept.from - 1]);

    await one.store.kill();
    const two = startStore(t, one.folder);
    assert.deepEqual(
      (await two.opened).opening.damaged?.lost,
      lost,
      'is told again until it is in the journal',
    );
    two.store.append([{ id: 1, draft: draft({ kind: 'gap', reason: 'journal_damaged' }), changes: [] }]);
    await two.written(1);
    await two.store.close();
    const three = startStore(t, one.folder);
    assert.deepEqual([(await three.opened).opening.damaged, three.alarms], [undefined, []]);
    await three.store.close();
    assert.deepEqual(verifyFile(one.file).flaws, []);
  });

  test('I5: an overwritten journal that the cloud has is begun again where memory ends, in its epoch', async (t) => {
    const one = await storeWith(t, 20_000);
    await one.ack(20_000);
    await until(() => statSync(one.file).size > 18_000_000);
    // Answered when the checkpoint that has made it so long is over.
    await one.store.calls.position();
    overwrite(one.file, 'truncated');
    await until(() => one.alarms.length > 0);
    assert.deepEqual(one.told(), ['journal_restored true']);
    await one.append(5);
    const { epoch, first, last, acked } = await one.store.calls.position();
    assert.deepEqual([epoch, last, acked], [1, 20_005, 20_000]);
    assert.ok(first > 1 && first < 10_000);
    await one.store.close();
    assert.deepEqual([verifyFile(one.file).flaws, verifyFile(one.file).last], [[], 20_005]);
  });

  for (const [what, meddle] of [
    ['overwritten', (log: string) => overwrite(log, 'garbage')],
    ['cut', (log: string) => overwrite(log, 'truncated')],
    ['removed', (log: string) => rmSync(log)],
  ] as const)
    test(`I5: a write-ahead log that is ${what} under a running gate costs no event`, async (t) => {
      const one = await storeWith(t, 20);
      meddle(`${one.file}-wal`);
      await one.append(5);
      await one.store.calls.mark();
      await until(() => one.alarms.length > 0);
      assert.deepEqual(one.told(), ['journal_restored true']);
      await one.append(5);
      await one.store.kill();
      assert.deepEqual([verifyFile(one.file).events, verifyFile(one.file).flaws], [30, []]);
    });

  test('nothing is called overwritten that holds what was written there', async (t) => {
    const one = await storeWith(t, 700);
    await one.settled();
    const copy = join(temporaryFolder(t), 'copy.db');
    copyFileSync(one.file, copy);
    const meddling = [
      () => utimesSync(one.file, 1, 1),
      () => chmodSync(one.file, 0o600),
      () => linkSync(one.file, `${one.file}.link`),
      // Not by `cat`, which cuts the file first: whoever looks then finds it cut.
      () => void execFileSync('dd', [`if=${copy}`, `of=${one.file}`, 'conv=notrunc', 'status=none']),
      () => utimesSync(`${one.file}-wal`, 1, 1),
      () => {
        const db = openDatabase(one.file, '');
        db.pragma('wal_checkpoint(PASSIVE)');
        db.close();
      },
    ];
    for (const meddle of meddling) {
      meddle();
      await one.append(3);
      await delay(300);
    }
    assert.deepEqual(one.told(), []);
    const { epoch, first, last } = await one.store.calls.position();
    assert.deepEqual([epoch, first, last], [1, 1, 700 + 3 * meddling.length]);
    await one.store.close();
    assert.deepEqual(verifyFile(one.file).flaws, []);
  });

  test('I5: nothing is read from a journal that was overwritten by another gateway’s', async (t) => {
    const other = await storeWith(t, 400);
    await other.store.close();
    const one = await storeWith(t, 300);
    await one.settled();
    const before = await one.store.calls.read({ epoch: 1, after: 100, limit: 50 });
    overwrite(one.file, 'backup', other.file);
    await assert.rejects(one.store.calls.read({ epoch: 1, after: 100, limit: 50 }), {
      code: 'journal_unavailable',
    });
    await until(() => one.alarms.length > 0);
    assert.deepEqual(await one.store.calls.read({ epoch: 1, after: 100, limit: 50 }), before);
    assert.equal((await one.store.calls.position()).last, 300);
    await one.store.close();
  });
});
