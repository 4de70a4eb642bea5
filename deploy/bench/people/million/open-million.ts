import { join } from 'node:path';
import { startEmbedded } from '@vratar/cloud-api/src/db/embedded/server.ts';
import { setUpEmbedded } from '@vratar/cloud-api/src/db/embedded/set-up.ts';
import {
  connect,
  type Database,
  type Logins,
  migrate,
  openDatabase,
} from '@vratar/cloud-api/src/db/index.ts';
import { openVault, type Vault } from '@vratar/cloud-api/src/vault/index.ts';
import type { Kysely } from 'kysely';
import { fill } from './fill.ts';

export interface Million {
  /** Connected as `api`, as pages are. */
  readonly api: Kysely<Database>;
  readonly jobs: Kysely<Database>;
  readonly vault: Vault;
  readonly logins: Logins;
  stop(): Promise<void>;
}

/** Settings for filling only; measured is with those of production. */
const LOADING = { fsync: 'off', full_page_writes: 'off', shared_buffers: '512MB', max_wal_size: '4GB' };

/** A database with a million pupils in a folder that is kept: what is missing is added first. */
export async function openMillion(folder: string): Promise<Million> {
  const postgres = join(folder, 'postgres');
  const vault = await openVault(join(folder, 'keys'), {});
  const server = await startEmbedded({ folder: postgres, settings: LOADING });
  try {
    const logins = await setUpEmbedded(server);
    await migrate(logins);
    const jobs = connect(logins.jobs);
    await vault.prepare(jobs);
    const admin = new URL(logins.owner);
    const { username, password } = new URL(server.adminUrl);
    await fill(jobs, vault, Object.assign(admin, { username, password }).href);
    await jobs.destroy();
  } finally {
    await server.stop();
  }
  const database = await openDatabase({ folder: postgres });
  const [api, jobs] = [connect(database.logins.api), connect(database.logins.jobs)];
  const stop = async () => {
    await Promise.all([api.destroy(), jobs.destroy()]);
    await database.stop();
  };
  return { api, jobs, vault, logins: database.logins, stop };
}
