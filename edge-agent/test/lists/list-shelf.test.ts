import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type AllowListEntry, listDigest, type SitePolicy } from '@vratar/protocol/lists';
import { ListShelf } from '../../src/lists/list-shelf.ts';
import { type Disk, plainDisk } from '../../src/store/disk.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const policy: SitePolicy = {
  timezone: 'Europe/Sofia',
  language: 'bg',
  schools: ['s'],
  groups: [],
  holidays: [],
  laneModes: [],
  passback: { mode: 'soft' },
  issuedAt: 0,
};
const token = (n: number): string => `token-${String(n).padStart(12, '0')}`;
const line = (n: number, status: 'active' | 'blocked' = 'active'): string =>
  JSON.stringify({ token: token(n), kind: 'pupil', status } satisfies AllowListEntry);
const lines = (count: number): string[] => Array.from({ length: count }, (_, n) => line(n));
const common = { v: 1, gateway: 'g', issuedAt: 1 } as const;
const snapshot = (version: number, of: readonly string[]) => ({
  header: {
    kind: 'snapshot',
    ...common,
    version,
    count: of.length,
    digest: listDigest(policy, of),
    policy,
  } as const,
  lines: of,
});

test('a whole list and a change of it are in force after a restart', async (t) => {
  const folder = temporaryFolder(t);
  const shelf = new ListShelf(folder, plainDisk, 'test');
  assert.equal(shelf.load(), undefined);
  await shelf.apply(snapshot(1, lines(1000)));
  const after = [...lines(1000).slice(1, 999), line(999, 'blocked')];
  const header = { kind: 'delta' as const, ...common, version: 4, base: 1, count: 1, remove: [token(0)] };
  await shelf.apply({
    header: { ...header, digest: listDigest(policy, after) },
    lines: [line(999, 'blocked')],
  });
  shelf.close();
  const list = new ListShelf(folder, plainDisk, 'test').load()!;
  assert.deepEqual([list.version, list.lines.length, list.lines.at(-1)], [4, 999, line(999, 'blocked')]);
});

test('X5: a list that is interrupted at any step leaves the old one whole', async (t) => {
  const folder = temporaryFolder(t);
  const first = new ListShelf(folder, plainDisk, 'test');
  await first.apply(snapshot(1, lines(300)));
  first.close();
  for (let survive = 0; survive < 23; survive++) {
    let commits = 0;
    const breaking: Disk = {
      commit: (work) => {
        if (commits++ === survive) throw new Error('power is gone');
        return work();
      },
    };
    const shelf = new ListShelf(folder, breaking, 'test');
    shelf.load();
    await assert.rejects(shelf.apply(snapshot(2, lines(5000))), /power is gone/);
    shelf.close();
    const list = new ListShelf(folder, plainDisk, 'test').load()!;
    assert.deepEqual([list.version, list.lines.length], [1, 300], `after ${survive} commits`);
  }
});

test('X6: an older list, a change of another base and a wrong result are refused and change nothing', async (t) => {
  const shelf = new ListShelf(temporaryFolder(t), plainDisk, 'test');
  await shelf.apply(snapshot(5, lines(10)));
  const delta = { kind: 'delta' as const, ...common, count: 0, remove: [token(1)], digest: '0'.repeat(64) };
  await assert.rejects(shelf.apply(snapshot(5, lines(9))), { code: 'list_older' });
  await assert.rejects(shelf.apply({ header: { ...delta, version: 9, base: 4 }, lines: [] }), {
    code: 'list_base',
  });
  await assert.rejects(shelf.apply({ header: { ...delta, version: 9, base: 5 }, lines: [] }), {
    code: 'list_digest',
  });
  const wrong = snapshot(6, lines(9));
  await assert.rejects(shelf.apply({ ...wrong, lines: lines(8) }), { code: 'list_digest' });
  const list = shelf.load()!;
  assert.deepEqual([list.version, list.lines.length], [5, 10]);
});

test('a damaged file costs nothing: the copy takes its place', async (t) => {
  const folder = temporaryFolder(t);
  const shelf = new ListShelf(folder, plainDisk, 'test');
  await shelf.apply(snapshot(1, lines(500)));
  for (let now = 0; now < 10; now++) shelf.tidy(now);
  shelf.close();
  const file = join(folder, 'list.db');
  for (const spoil of [
    () => writeFileSync(file, 'this is no database, and never was one'.repeat(200)),
    () =>
      writeFileSync(
        file,
        readFileSync(file).map((byte, at) => (at % 4096 > 200 && at % 7 === 0 ? byte ^ 0x20 : byte)),
      ),
    () => rmSync(file),
  ]) {
    spoil();
    const again = new ListShelf(folder, plainDisk, 'test');
    const list = again.load();
    assert.deepEqual([list?.version, list?.lines.length], [1, 500]);
    again.close();
  }
});
