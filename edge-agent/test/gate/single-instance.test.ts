import assert from 'node:assert/strict';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { holdFolder, holdSockets } from '../../src/gate/single-instance.ts';
import { temporaryFolder } from '../temporary-folder.ts';

test('a second gate takes no sockets away: it is refused, and told whose they are', (t) => {
  const folder = join(temporaryFolder(t), 'run');
  const release = holdSockets(folder);
  assert.equal(statSync(folder).mode & 0o777, 0o750, 'others cannot enter it');
  assert.throws(() => holdSockets(folder), {
    code: 'sockets_taken',
    params: { path: folder, pid: String(process.pid) },
  });
  release();
  holdSockets(folder)();
});

test('one gate may keep its data and its sockets in one folder', (t) => {
  const folder = temporaryFolder(t);
  const releases = [holdFolder(folder), holdSockets(folder)];
  assert.throws(() => holdFolder(folder), { code: 'already_running' });
  for (const release of releases) release();
});

test('a folder for sockets that cannot be made keeps no gate from its lanes', (t) => {
  const file = join(temporaryFolder(t), 'file');
  writeFileSync(file, '');
  holdSockets(join(file, 'run'))();
  mkdirSync(join(file, '..', 'run', 'socket.lock'), { recursive: true });
  holdSockets(join(file, '..', 'run'))();
});
