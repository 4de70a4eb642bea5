import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import type { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { within } from '../../../deploy/testing/until.ts';
import { startEmbedded } from '../../src/db/embedded/server.ts';
import { assertDurable, connect, openDatabase } from '../../src/db/index.ts';

const folder = await mkdtemp(join(tmpdir(), 'vratar-embedded-'));
after(() => rm(folder, { recursive: true, force: true }));

const CHILD = join(import.meta.dirname, '../support/open-and-wait.ts');

/** Another process that opens the same folder and holds it. */
async function otherProcess(t: TestContext) {
  const child = fork(CHILD, [folder]);
  t.after(() => child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  const opened = once(child, 'message') as Promise<[{ url: string }]>;
  const [{ url }] = await within('the other process with the database', opened);
  return { child, url, ended: () => within('the end of the other process', ended) };
}

async function rowsIn(url: string): Promise<number> {
  const db = connect(url);
  const { rows } = await sql<{ n: number }>`select count(*) as n from kept`
    .execute(db)
    .finally(() => db.destroy());
  return rows[0]!.n;
}

test('first start creates the database, a second one finds it again', async () => {
  const first = await openDatabase({ folder });
  const db = connect(first.logins.owner);
  await sql`create table kept (n int)`.execute(db);
  await sql`insert into kept values (1)`.execute(db);
  await db.destroy();
  await first.stop();
  const second = await openDatabase({ folder });
  assert.equal(await rowsIn(second.logins.owner), 1);
  await second.stop();
});

test('I5: the embedded server is durable, and one that is not is named', async () => {
  const open = await openDatabase({ folder });
  const db = connect(open.logins.ingest);
  await assertDurable(db);
  await sql`set synchronous_commit = off`.execute(db);
  await assert.rejects(assertDurable(db), (error: VratarError) => {
    return error.code === 'database_not_durable' && error.params.setting === 'synchronous_commit';
  });
  await db.destroy();
  await open.stop();
});

test('a second copy is told which process holds the folder, and the first goes on', async (t) => {
  const { child, url, ended } = await otherProcess(t);
  await assert.rejects(openDatabase({ folder }), (error: VratarError) => {
    assert.equal(error.code, 'already_running');
    assert.equal(error.params.pid, child.pid);
    return true;
  });
  assert.equal(await rowsIn(url), 1);
  child.send('stop');
  assert.deepEqual(await ended(), [0, null]);
});

test('after kill -9 of the program the next start works at once and has every commit', async (t) => {
  const { child, url, ended } = await otherProcess(t);
  const db = connect(url);
  await sql`insert into kept values (2)`.execute(db);
  await db.destroy();
  child.kill('SIGKILL');
  await ended();
  const open = await openDatabase({ folder });
  assert.equal(await rowsIn(open.logins.owner), 2);
  await open.stop();
});

test('after kill -9 of PostgreSQL itself the program is told, and the next start recovers every commit', async () => {
  const open = await openDatabase({ folder });
  const db = connect(open.logins.owner);
  await sql`insert into kept values (3)`.execute(db);
  const pid = Number((await readFile(join(folder, 'cluster/postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  await within('word of the loss', open.lost);
  await db.destroy().catch(() => undefined);
  const again = await openDatabase({ folder });
  assert.equal(await rowsIn(again.logins.owner), 3);
  await again.stop();
});

test('a postmaster.pid left behind whose number now is another program is ignored', async () => {
  await writeFile(
    join(folder, 'cluster/postmaster.pid'),
    `${process.pid}\n${folder}/cluster\n0\n5432\n/tmp\n\n\nready\n`,
  );
  const open = await openDatabase({ folder });
  await open.stop();
});

test('a server that cannot start says why, in its own words', async () => {
  const start = startEmbedded({ folder, settings: { shared_buffers: 'lots' } });
  await assert.rejects(start, (error: VratarError) => {
    return error.code === 'database_start' && /contains errors/.test(error.message);
  });
});
