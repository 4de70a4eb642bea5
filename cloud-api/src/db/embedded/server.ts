import { spawn } from 'node:child_process';
import { open, readFile, truncate } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { VratarError } from '@vratar/protocol/errors';
import { launchAs } from './account.ts';
import { type Binaries, embeddedBinaries } from './binaries.ts';
import { type Cluster, openCluster } from './cluster.ts';
import { claimServer } from './owner-lock.ts';
import { type Postmaster, runningPostmaster } from './postmaster-file.ts';
import { socketFolder } from './socket-folder.ts';

/** How to connect to an embedded server. */
export interface Addresses {
  /** Connection string of a login for a database on this server. */
  url(user: string, password: string, database: string): string;
  /** Connection string of the superuser, for setting up. */
  readonly adminUrl: string;
}

/** A PostgreSQL server that this process started and will stop. */
export interface EmbeddedServer extends Addresses {
  /** Process number of the postmaster. */
  readonly pid: number;
  /** Resolves when the server is gone; `expected` only after `stop()`. */
  readonly exited: Promise<{ readonly expected: boolean }>;
  /** Fast shutdown: sessions are ended, everything committed is flushed. Safe to call twice. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Holds the cluster, its log and its socket. */
  readonly folder: string;
  /** Lines for postgresql.conf when the cluster is created; tests trade safety for speed with it. */
  readonly settings?: Readonly<Record<string, string>>;
}

const START_TIMEOUT_MS = 60_000;
const LOG_LIMIT_BYTES = 20_000_000;

/**
 * Starts the server on `folder`, creating the cluster the first time. A server that outlived a killed process is
 * stopped first; one whose process lives is `already_running`. Recovery after `kill -9` is PostgreSQL's own.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const folder = resolve(options.folder);
  const binaries = await embeddedBinaries();
  const cluster = await openCluster(folder, binaries, options.settings);
  await clearTheWay(folder, cluster);
  const sockets = await socketFolder(folder, cluster.account);
  const child = await launch(folder, sockets, cluster, binaries);

  let stopping = false;
  const exited = new Promise<{ expected: boolean }>((done) => {
    child.once('exit', () => done({ expected: stopping }));
  });
  const { url, adminUrl } = addresses(sockets, cluster.adminPassword);
  await untilReady(folder, cluster, child.pid!, exited);
  const release = await claimServer(adminUrl, folder);

  const stop = async () => {
    stopping = true;
    await release();
    child.kill('SIGINT');
    await exited;
  };
  return { url, adminUrl, pid: child.pid!, exited, stop };
}

/** The addresses of a server that listens in a folder of sockets. */
export function addresses(sockets: string, adminPassword: string): Addresses {
  const url = (user: string, password: string, database: string) =>
    `postgres://${user}:${password}@${encodeURIComponent(sockets)}/${database}`;
  return { url, adminUrl: url('postgres', adminPassword, 'postgres') };
}

async function launch(folder: string, sockets: string, cluster: Cluster, binaries: Binaries) {
  const logPath = join(folder, 'postgres.log');
  const log = await open(logPath, 'a');
  try {
    if ((await log.stat()).size > LOG_LIMIT_BYTES) await truncate(logPath);
    const args = ['-D', cluster.path, '-k', sockets];
    const paths = [cluster.path, binaries.postgres, join(sockets, '.s.PGSQL.5432')];
    const how = await launchAs(cluster.account, binaries.postgres, args, paths);
    // Its own session: a Ctrl-C in the terminal must reach us first, while the database still answers.
    const stdio = ['ignore', log.fd, log.fd] as const;
    const child = spawn(how.program, how.args, {
      ...how.options,
      detached: true,
      stdio: [...stdio],
      cwd: '/',
    });
    await new Promise<void>((done, fail) => child.once('spawn', done).once('error', fail));
    return child;
  } finally {
    await log.close();
  }
}

/** A server from an earlier run: still stopping, left over, or owned by a living process. */
async function clearTheWay(folder: string, cluster: Cluster): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (let asked = false; ; await sleep(50)) {
    const found = await runningPostmaster(cluster.path);
    if (found === undefined) return;
    if (Date.now() > deadline) throw startFailure(folder, `process ${found.pid} does not stop`);
    if (found.status !== 'ready' || asked) continue;
    if (await isOwned(addresses(found.socketFolder, cluster.adminPassword).adminUrl, folder)) continue;
    process.kill(found.pid, 'SIGINT');
    asked = true;
  }
}

/** Throws `already_running` for a living owner; true while the server cannot tell, being on its way down. */
async function isOwned(url: string, folder: string): Promise<boolean> {
  try {
    const release = await claimServer(url, folder);
    await release();
    return false;
  } catch (error) {
    if (error instanceof VratarError) throw error;
    return true;
  }
}

async function untilReady(
  folder: string,
  cluster: Cluster,
  pid: number,
  exited: Promise<unknown>,
): Promise<Postmaster> {
  let gone = false;
  void exited.then(() => {
    gone = true;
  });
  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await sleep(10)) {
    const found = await runningPostmaster(cluster.path);
    if (found?.pid === pid && found.status === 'ready') return found;
    if (gone && found !== undefined) {
      throw new VratarError('already_running', { path: folder, pid: found.pid });
    }
    if (gone) throw startFailure(folder, await lastWords(folder));
  }
  throw startFailure(folder, `it was not ready after ${START_TIMEOUT_MS / 1000} s`);
}

/** The server's own reason, from the end of its log. */
async function lastWords(folder: string): Promise<string> {
  const log = await readFile(join(folder, 'postgres.log'), 'utf8').catch(() => '');
  const line = log.split('\n').findLast((text) => /FATAL|PANIC/.test(text));
  return line?.replace(/^.*(FATAL|PANIC):\s*/, '') ?? 'it stopped at once';
}

function startFailure(folder: string, why: string): VratarError {
  return new VratarError('database_start', { path: folder, why, log: join(folder, 'postgres.log') });
}
