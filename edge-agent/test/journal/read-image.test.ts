import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readImage } from '../../src/journal/read-image.ts';
import { smallDisk } from '../small-disk.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openIn } from './journal-file.ts';

/** What a gate leaves that is killed with most of its journal in the write-ahead log, and its checkpoint half done. */
function killed(from: string, to: string, suffixes: readonly string[]): string {
  const one = openIn(from);
  const files = (folder: string) => suffixes.map((suffix) => join(folder, `journal.db${suffix}`));
  one.append(300);
  one.db.pragma('wal_checkpoint(PASSIVE)');
  one.journal.append([{ changes: [{ op: 'put', area: 'lockdown', key: 'site', value: 'true' }] }]);
  one.append(20);
  for (const [n, file] of files(from).entries()) copyFileSync(file, files(to)[n]!);
  one.close();
  return join(to, 'journal.db');
}

const ALL = ['', '-wal', '-shm'];

test('a journal that cannot be opened is read with what lies in its write-ahead log: a lockdown is not forgotten', (t) => {
  const file = killed(temporaryFolder(t), temporaryFolder(t), ALL);
  const found = readImage(file)!;
  assert.equal(found.position.last, 320);
  assert.ok(found.rows.some(({ area }) => area === 'lockdown'));
  assert.equal(found.opening.last?.seq, 320);
});

test('also on a read-only disk', (t) => {
  const disk = smallDisk(t, 4096);
  if (disk === undefined) return;
  const file = killed(temporaryFolder(t), disk.folder, ALL);
  disk.remount('ro');
  assert.equal(readImage(file)?.position.last, 320);
});

test('without its log it is what the last checkpoint left', (t) => {
  const file = killed(temporaryFolder(t), temporaryFolder(t), ['']);
  assert.equal(readImage(file)?.position.last, 300);
});
