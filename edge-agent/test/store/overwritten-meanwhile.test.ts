import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { VratarError } from '@vratar/protocol/errors';
import { within } from '../../../deploy/testing/until.ts';
import { verifyFile } from '../../src/journal/verify-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { overwrite, storeWith, until } from './meddling.ts';
import { startStore } from './start-store.ts';

const MEDDLED = new URL('./meddled-worker.ts', import.meta.url);

/** A copy of all of a database's files. */
function backupOf(file: string, to: string): string {
  for (const part of ['', '-wal', '-shm'])
    if (existsSync(file + part)) copyFileSync(file + part, join(to, `journal.db${part}`));
  return to;
}

// Together: each spends its time waiting for the store.
describe('a journal that is overwritten', { concurrency: true }, () => {
  for (const [write, more] of [
    ['commit', 1],
    ['checkpoint', 200],
  ] as const)
    test(`I5: what somebody else writes into the journal during a ${write} of its own is not taken for its own`, async (t) => {
      const other = await storeWith(t, 200);
      await other.store.close();
      const one = await storeWith(t, 300, MEDDLED);
      await one.settled();
      const script = join(one.folder, 'meanwhile.sh');
      const meddle = () => writeFileSync(script, `cat '${other.file}' > '${one.file}'\n`);
      if (write === 'commit') meddle();
      await one.append(more);
      if (write === 'checkpoint') meddle();
      await until(() => one.alarms.length > 0);
      assert.ok(existsSync(`${script}.done`));
      assert.deepEqual(one.told(), ['journal_restored true']);
      await one.append(5);
      await one.store.close();
      const { events, first, flaws } = verifyFile(one.file);
      assert.deepEqual([events, first, flaws], [300 + more + 5, 1, []]);
    });

  test('I5: of a journal whose three files are overwritten by a backup all goes on that the backup has', async (t) => {
    const one = await storeWith(t, 300);
    await one.settled();
    const backup = backupOf(one.file, temporaryFolder(t));
    await one.append(50);
    execFileSync('sh', ['-c', `cp ${backup}/journal.db* ${one.folder}/`]);
    await until(() => one.alarms.length > 0);
    assert.deepEqual(one.told(), ['journal_damaged true']);
    const { kept, lost } = one.alarms[0]!.data;
    assert.deepEqual(
      [kept, lost],
      [
        { from: 1, through: 300 },
        { from: 301, through: 350 },
      ],
    );
    await one.append(3);
    const { epoch, first, last, acked } = await one.store.calls.position();
    assert.deepEqual([epoch, first, last, acked], [2, 1, 303, 0]);
    await one.store.close();
    assert.deepEqual(verifyFile(one.file).flaws, []);
  });

  test('I5: nothing of another gateway’s journal goes on as one’s own', async (t) => {
    const other = await storeWith(t, 400);
    await other.settled();
    const backup = backupOf(other.file, temporaryFolder(t));
    await other.store.close();
    const one = await storeWith(t, 300);
    await one.settled();
    execFileSync('sh', ['-c', `cp ${backup}/journal.db* ${one.folder}/`]);
    await until(() => one.alarms.length > 0);
    const { first, last } = await one.store.calls.position();
    const { kept } = one.alarms[0]!.data as { kept?: { through: number } };
    assert.ok(first === 301 ? kept === undefined : first === 1 && last === 300, `${first} to ${last}`);
    await one.store.close();
  });

  test('each overwriting is told, and the alarm of the one before ends with it', async (t) => {
    const one = await storeWith(t, 300);
    await one.settled();
    for (const times of [1, 2]) {
      overwrite(one.file, 'garbage');
      await until(() => one.alarms.filter(({ on }) => on).length === times);
      await one.append(1);
    }
    assert.deepEqual(one.told(), [
      'journal_restored true',
      'journal_restored false',
      'journal_restored true',
    ]);
    assert.notEqual(one.alarms[0]!.data.aside, one.alarms[2]!.data.aside);
    await one.store.close();
  });
});

test('I5: a stop writes nothing to a journal that was touched and cannot be read', async (t) => {
  const one = await storeWith(t, 30);
  // No file can be opened any more; who lowers and raises the limit has to be there before.
  const setLimit = (count: number) => `read go; prlimit --pid ${process.pid} --nofile=${count}:; echo`;
  const limit = spawn('sh', ['-c', `${setLimit(3)}; ${setLimit(1024)}`]);
  t.after(() => limit.kill());
  const next = async () => {
    limit.stdin.write('\n');
    await within('the other limit', once(limit.stdout, 'data'));
  };
  const before = readFileSync(one.file);
  await next();
  utimesSync(one.file, 1, 1);
  const outcome = await one.store.close().catch((error: unknown) => error);
  await next();
  assert.equal((outcome as VratarError | undefined)?.code, 'journal_unchecked');
  assert.ok(readFileSync(one.file).equals(before), 'nor does SQLite bring its log home as it closes');
  const after = startStore(t, one.folder);
  const { opening, position } = await after.opened;
  assert.deepEqual([opening.clean, opening.damaged, position.last], [false, undefined, 30]);
  await after.store.close();
});
