import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { startEmbedded } from '../../../cloud-api/src/db/embedded/server.ts';
import { setUpEmbedded } from '../../../cloud-api/src/db/embedded/set-up.ts';
import { connect, type Database, type Logins } from '../../../cloud-api/src/db/index.ts';
import { migrate } from '../../../cloud-api/src/db/migrate.ts';

export interface ThrowawayDatabase {
  readonly logins: Logins;
  /** Not subject to row-level security. */
  readonly owner: Kysely<Database>;
  readonly jobs: Kysely<Database>;
  /** Stops the server and forgets everything. */
  close(): Promise<void>;
}

/** Nothing of it outlives the run, so it need not be safe from a power cut. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** The cloud's own PostgreSQL, migrated and empty, in a folder for temporary files. */
export async function throwawayDatabase(): Promise<ThrowawayDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'vratar-simulate-'));
  const server = await startEmbedded({ folder, settings: FAST });
  const logins = await setUpEmbedded(server);
  await migrate(logins);
  const [owner, jobs] = [connect(logins.owner), connect(logins.jobs)];
  const close = async () => {
    await Promise.all([owner.destroy(), jobs.destroy()]);
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { logins, owner, jobs, close };
}
