import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { VratarError } from '@vratar/protocol/errors';
import { ROLES, type Role } from './operations.ts';

/** Longest path of a Unix socket on Linux. */
const PATH_BYTES = 107;

/**
 * Who a client is, is decided by the kernel when it connects: each role has a socket file of its own, mode 0660, with a
 * group of its own, in a folder that others cannot enter. (Node does not expose SO_PEERCRED; a native addon for it in
 * the process that holds the doors was rejected, and a secret in a file would rest on the same permissions.)
 */
export function socketPath(folder: string, role: Role): string {
  return join(folder, `${role}.sock`);
}

/**
 * Makes the folder, or checks the one that is there.
 * @throws VratarError `socket_insecure` when others could enter it, or it belongs to somebody else
 */
export function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  const { mode, uid } = statSync(folder);
  const insecure = (why: string) => new VratarError('socket_insecure', { path: folder, why });
  if (uid !== process.getuid?.()) throw insecure(`it belongs to user ${uid}`);
  if ((mode & 0o027) !== 0) throw insecure(`its mode is 0${(mode & 0o777).toString(8)}`);
  for (const role of ROLES) {
    const path = socketPath(folder, role);
    if (Buffer.byteLength(path) > PATH_BYTES) throw insecure(`its path is longer than ${PATH_BYTES} bytes`);
    rmSync(path, { force: true });
  }
}

/** Opens one socket file to its group. The folder has kept everybody else out since before the file existed. */
export function admit(path: string, group: string | undefined): void {
  if (group !== undefined) chownSync(path, -1, groupId(group));
  chmodSync(path, 0o660);
}

function groupId(name: string): number {
  const entry = readFileSync('/etc/group', 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`${name}:`));
  const id = Number(entry?.split(':')[2]);
  if (!Number.isInteger(id)) throw new VratarError('socket_group', { group: name });
  return id;
}
