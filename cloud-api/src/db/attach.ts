import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runningPostmaster } from './embedded/postmaster-file.ts';
import { addresses } from './embedded/server.ts';
import { loginsOf } from './embedded/set-up.ts';
import { type DatabaseOptions, type OpenDatabase, openDatabase } from './open.ts';

/**
 * For commands: joins the embedded server that a running cloud keeps, and starts it only when there is none. Whoever
 * started it stops it.
 */
export async function attachDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const folder = resolve(options.folder);
  const external = options.url !== undefined && options.url !== '';
  const running = external ? undefined : await runningPostmaster(join(folder, 'cluster'));
  if (running?.status !== 'ready') return openDatabase(options);
  const password = (await readFile(join(folder, 'admin.password'), 'utf8')).trim();
  return {
    logins: loginsOf(addresses(running.socketFolder, password)),
    kind: 'embedded',
    lost: new Promise(() => undefined),
    stop: async () => undefined,
  };
}
