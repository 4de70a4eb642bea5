import { createHash } from 'node:crypto';
import { chown, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.ts';

/** `sun_path` holds 107 bytes; PostgreSQL adds `/.s.PGSQL.5432.lock`. */
const LONGEST = 107 - '/.s.PGSQL.5432.lock'.length;

/** A private folder for the server's socket: inside the data folder, or under the temporary one if that is too deep. */
export async function socketFolder(folder: string, account: Account | undefined): Promise<string> {
  const inside = join(folder, 'socket');
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const path = Buffer.byteLength(inside) <= LONGEST ? inside : join(tmpdir(), `vratar-${digest}`);
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (account !== undefined) await chown(path, account.uid, account.gid);
  return path;
}
