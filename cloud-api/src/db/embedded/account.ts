import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The operating system account that PostgreSQL runs under. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root hands it to an account that is on every system: `postgres` if there is
 * one, else `nobody`. Creating an account would change the machine of somebody who only typed `npm start`.
 * @returns undefined when the process is not root and simply runs it itself
 */
export async function serverAccount(existing?: Account): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  if (existing !== undefined && existing.uid !== 0) return existing;
  for (const name of ['postgres', 'nobody']) {
    const account = await lookUp(name);
    if (account !== undefined) return account;
  }
  return undefined;
}

async function lookUp(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** What `spawn` needs to run a program under an account. */
export interface Launch {
  readonly program: string;
  readonly args: readonly string[];
  readonly options: { readonly uid?: number; readonly gid?: number };
}

const SETPRIV = '/usr/bin/setpriv';

/**
 * The program as that account runs it. Where `setpriv` (util-linux) exists, the server is also told to stop when
 * this process dies, so that `kill -9` leaves no orphan behind.
 * @param paths folders and files that the account must be able to reach
 */
export async function launchAs(
  account: Account | undefined,
  program: string,
  args: readonly string[],
  paths: readonly string[],
): Promise<Launch> {
  if (process.platform !== 'linux' || !(await exists(SETPRIV))) {
    return { program, args, options: { ...account } };
  }
  const flags = ['--pdeathsig', 'INT'];
  if (account !== undefined) {
    flags.push('--reuid', String(account.uid), '--regid', String(account.gid), '--clear-groups');
    const reachable = await Promise.all(paths.map((path) => isReachable(path, account)));
    // A checkout under /root (mode 0700): the account may pass through folders, and gains no right to write.
    if (reachable.includes(false)) {
      flags.push('--inh-caps', '+dac_read_search', '--ambient-caps', '+dac_read_search');
    }
  }
  return { program: SETPRIV, args: [...flags, program, ...args], options: {} };
}

async function isReachable(path: string, account: Account): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
