import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { glob, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { startEmbedded } from '../../src/db/embedded/server.ts';
import { setUpEmbedded } from '../../src/db/embedded/set-up.ts';
import { migrate } from '../../src/db/migrate.ts';

const run = promisify(execFile);
const SOURCES = join(import.meta.dirname, '../../src');
const CACHE = join(tmpdir(), `vratar-test-${process.getuid?.() ?? 0}`);
const STALE_MS = 6 * 3_600_000;

/** Speed for tests that lose nothing when the machine does. */
export const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  shared_buffers: '32MB',
};

/** Name of the migrated, empty database that every test database is copied from. */
export const TEMPLATE = 'vratar_template';

/** Copies a prepared cluster with the migrated template into `folder`; prepares it when migrations have changed. */
export async function copyCluster(folder: string): Promise<void> {
  const ready = join(CACHE, await fingerprint());
  if ((await stat(ready).catch(() => undefined)) === undefined) await prepare(ready);
  await utimes(ready, new Date(), new Date());
  await run('cp', ['-a', '--reflink=auto', `${ready}/.`, folder]);
}

async function prepare(ready: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  await forgetStale();
  const folder = await mkdtemp(join(CACHE, 'new-'));
  const server = await startEmbedded({ folder, settings: FAST });
  try {
    await migrate(await setUpEmbedded(server, TEMPLATE));
    const client = new pg.Client({ connectionString: server.adminUrl });
    await client.connect();
    await client.query(`alter database ${TEMPLATE} is_template true`);
    await client.end();
  } finally {
    await server.stop();
  }
  // Another process may have been faster; its copy is as good.
  await rename(folder, ready).catch(() => rm(folder, { recursive: true, force: true }));
}

/** Changes with anything that can change the schema or the server's settings. */
async function fingerprint(): Promise<string> {
  const files: string[] = [];
  for await (const file of glob(['db/**/*.ts', '**/migrations/**/*.ts', '**/migrations.ts'], {
    cwd: SOURCES,
  })) {
    files.push(file);
  }
  const hash = createHash('sha256').update(JSON.stringify(FAST));
  for (const file of [...new Set(files)].sort())
    hash.update(file).update(await readFile(join(SOURCES, file)));
  return hash.digest('hex').slice(0, 20);
}

async function forgetStale(): Promise<void> {
  for (const name of await readdir(CACHE)) {
    const path = join(CACHE, name);
    // What another process prepares beside us has another name by now, or is removed.
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > STALE_MS)
      await rm(path, { recursive: true, force: true });
  }
}
