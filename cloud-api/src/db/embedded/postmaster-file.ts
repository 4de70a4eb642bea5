import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running server writes into `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly socketFolder: string;
  readonly status: 'starting' | 'ready' | 'stopping' | 'standby' | '';
}

/** Reads the file of a server that is alive; a file left behind by a dead one counts as none. */
export async function runningPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !(await isPostgres(pid, cluster))) return undefined;
  return { pid, socketFolder: lines[4] ?? '', status: (lines[7] ?? '') as Postmaster['status'] };
}

/** After a power cut the number may belong to any other program; on Linux its command line settles it. */
async function isPostgres(pid: number, cluster: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  if (command === '') return false;
  return command === undefined || process.platform !== 'linux' || command.split('\0').includes(cluster);
}
