import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, chown, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { VratarError } from '@vratar/protocol/errors';
import { type Account, launchAs, serverAccount } from './account.ts';
import type { Binaries } from './binaries.ts';
import { ACCESS_RULES, settings } from './settings.ts';

const run = promisify(execFile);

/** A prepared data directory, not yet started. */
export interface Cluster {
  /** PostgreSQL's own folder. */
  readonly path: string;
  readonly account: Account | undefined;
  /** Password of the bootstrap superuser `postgres`. */
  readonly adminPassword: string;
}

/**
 * Opens `<folder>/cluster`, or creates it. Creation happens beside and is moved into place whole, so that a power
 * cut in the middle of it leaves nothing half made.
 */
export async function openCluster(
  folder: string,
  binaries: Binaries,
  overrides: Readonly<Record<string, string>> = {},
): Promise<Cluster> {
  const path = join(folder, 'cluster');
  await mkdir(folder, { recursive: true });
  const owner = await stat(join(path, 'PG_VERSION')).catch(() => undefined);
  const account = await serverAccount(owner);
  if (owner === undefined) await create(folder, path, binaries, account);
  else if (process.getuid !== undefined && process.getuid() !== 0 && owner.uid !== process.getuid()) {
    throw new VratarError('database_folder', { path: folder, uid: owner.uid });
  }
  await writeFile(join(path, 'vratar.conf'), settings(overrides));
  return { path, account, adminPassword: (await readFile(join(folder, 'admin.password'), 'utf8')).trim() };
}

async function create(
  folder: string,
  path: string,
  binaries: Binaries,
  account: Account | undefined,
): Promise<void> {
  const beside = await mkdtemp(join(folder, 'new-'));
  const fresh = join(beside, 'cluster');
  const passwordFile = join(beside, 'password');
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (account !== undefined) {
    await Promise.all([beside, passwordFile].map((file) => chown(file, account.uid, account.gid)));
  }
  const args = [
    ...['-D', fresh, '--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    // The built-in provider sorts and folds the same on every machine, whatever locales it has.
    ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
  ];
  const launch = await launchAs(account, binaries.initdb, args, [beside, binaries.initdb]);
  try {
    await run(launch.program, launch.args, launch.options);
    await appendFile(join(fresh, 'postgresql.conf'), "include = 'vratar.conf'\n");
    await writeFile(join(fresh, 'pg_hba.conf'), ACCESS_RULES);
    await rename(passwordFile, join(folder, 'admin.password'));
    await rename(fresh, path);
  } catch (cause) {
    const why = (cause as { stderr?: string }).stderr?.trim() || String(cause);
    throw new VratarError('database_start', { path: folder, why, log: 'the message above' }, {}, { cause });
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}
