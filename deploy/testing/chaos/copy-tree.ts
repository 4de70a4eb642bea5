import { execFile } from 'node:child_process';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Makes `to` a copy of the folder `from`, with owners and modes, as a backup tool does: PostgreSQL does not start on
 * files of another user. `to` itself stays what it is, for it may be a file system of its own.
 */
export async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(to)) await rm(join(to, name), { recursive: true });
  await run('cp', ['-a', '--', `${from}/.`, to]);
}
