import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CHAIN_START, chainHash } from '@vratar/protocol/messages';
import { temporaryFolder } from '../temporary-folder.ts';
import { draft, startStore } from './start-store.ts';

test('appends in order, numbers inside the commit, and chains the exact lines', async (t) => {
  const folder = temporaryFolder(t);
  const { store, written } = startStore(t, folder);
  for (let id = 1; id <= 50; id++) store.append([{ id, draft: draft({ trace: `t${id}` }), changes: [] }]);
  await written(50);
  const { epoch, first, prev, lines } = await store.calls.read({ epoch: 1, after: 0, limit: 200 });
  assert.deepEqual([epoch, first, prev, lines.length], [1, 1, CHAIN_START, 50]);
  let hash = prev;
  for (const [index, line] of lines.entries()) {
    assert.equal(JSON.parse(line).seq, index + 1);
    assert.equal(JSON.parse(line).trace, `t${index + 1}`);
    hash = chainHash(hash, line);
    assert.equal(await store.calls.hashAt(index + 1), hash);
  }
  await store.close();
});

test('continues where a clean stop left, and says when a stop was not clean', async (t) => {
  const folder = temporaryFolder(t);
  const one = startStore(t, folder);
  one.store.append([
    { id: 1, draft: draft(), changes: [{ op: 'put', area: 'passback', key: 'p1', value: '"in"' }] },
  ]);
  await one.written(1);
  await one.store.close();
  const two = startStore(t, folder);
  const { opening, position, rows } = await two.opened;
  assert.deepEqual([opening.first, opening.clean, position.last], [false, true, 1]);
  assert.deepEqual(rows, [{ area: 'passback', key: 'p1', value: '"in"' }]);
  await two.store.close();
  assert.equal(existsSync(join(folder, 'journal.db-wal')), false);
});

test('acknowledges what the cloud names by its hash, and nothing else', async (t) => {
  const folder = temporaryFolder(t);
  const { store, written } = startStore(t, folder);
  for (let id = 1; id <= 3; id++) store.append([{ id, draft: draft(), changes: [] }]);
  await written(3);
  const hash = (await store.calls.hashAt(2))!;
  await assert.rejects(store.calls.ack({ epoch: 1, through: 3, hash }), { code: 'journal_ack_unknown' });
  await assert.rejects(store.calls.ack({ epoch: 1, through: 4, hash }), { code: 'journal_ack_unknown' });
  await assert.rejects(store.calls.ack({ epoch: 2, through: 2, hash }), { code: 'journal_epoch' });
  assert.equal((await store.calls.ack({ epoch: 1, through: 2, hash })).acked, 2);
  const forked = await store.calls.fork({ epoch: 1, atLeast: 1 });
  assert.deepEqual([forked.epoch, forked.acked, forked.last], [2, 0, 3]);
  assert.equal((await store.calls.fork({ epoch: 1, atLeast: 9 })).epoch, 2);
  await store.close();
});

test('a stop in the same breath as an event writes it, ends, and opens nothing again', async (t) => {
  const folder = temporaryFolder(t);
  const one = startStore(t, folder);
  await one.opened;
  one.store.append([{ id: 1, draft: draft(), changes: [] }]);
  await one.store.close();
  const two = startStore(t, folder);
  const { opening, position } = await two.opened;
  assert.deepEqual([opening.clean, position.last], [true, 1]);
  await two.store.close();
});
