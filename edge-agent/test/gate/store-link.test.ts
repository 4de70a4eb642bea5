import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { within } from '../../../deploy/testing/until.ts';
import { StoreLink } from '../../src/gate/store-link.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** What the gate grants the disk at its start. */
const DISK_MS = 2000;

/** A link whose patience is measured by a clock that only the test moves, and the death of its thread. */
function start(t: TestContext, worker?: URL) {
  let link: StoreLink | undefined;
  // Before its folder is removed: a stop that finds no journal there lays it somewhere else.
  t.after(() => link?.close());
  const folder = temporaryFolder(t);
  const died = Promise.withResolvers<void>();
  const log = pino({ level: 'error' }, { write: () => died.resolve() });
  t.mock.timers.enable({ apis: ['setTimeout'] });
  link = new StoreLink({ folder, stamp: 'test', ballastBytes: 64 * 1024 }, log, worker);
  return { link, died: died.promise };
}

test('I1 a store whose thread dies while it loads holds up the start no longer than a silent disk', async (t) => {
  const { link, died } = start(t, new URL('./support/unloadable-store.ts', import.meta.url));
  const found: unknown[] = [];
  void link.opened(DISK_MS).then((state) => found.push(state));
  void link.list(DISK_MS).then((list) => found.push(list));
  await within('the end of the thread', died);
  await turn();
  t.mock.timers.tick(DISK_MS);
  await turn();
  assert.deepEqual(found, [undefined, undefined]);
});

test('a thread that is slow to load is waited for, and its rows are kept', async (t) => {
  const { link } = start(t);
  const opened = link.opened(DISK_MS);
  t.mock.timers.tick(DISK_MS);
  const state = await within('the journal', opened);
  assert.equal(state?.position.last, 0);
  assert.deepEqual(state?.rows, []);
});

test('I1 a journal, and a list, that come after the start has given up and before anybody follows are told', {
  timeout: 60_000,
}, async (t) => {
  const { link } = start(t, new URL('./support/late-store.ts', import.meta.url));
  const first = Promise.all([link.opened(0), link.list(0)]);
  let isOver = false;
  void first.then(() => {
    isOver = true;
  });
  // Until the thread runs nothing is waited for but that.
  while (!isOver) {
    await turn();
    t.mock.timers.tick(1);
  }
  assert.deepEqual(await first, [undefined, undefined]);

  link.mark();
  const { promise: said, resolve } = Promise.withResolvers<void>();
  const told: unknown[] = [];
  const follower = {
    opened: ({ position }: { position: { last: number } }) => told.push(position.last),
    list: ({ version }: { version: number }) => {
      told.push(version);
      resolve();
    },
    written: () => undefined,
    alarm: () => undefined,
    replaced: () => undefined,
  };
  // The store has spoken before anybody follows.
  await within('the list', link.list(DISK_MS));
  link.follow(follower as never);
  await within('what came too late', said);
  assert.deepEqual(told, [7, 3]);
});
