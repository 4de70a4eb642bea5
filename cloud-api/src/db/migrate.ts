import { VratarError } from '@vratar/protocol/errors';
import { runMigrations as migrateJobs } from 'graphile-worker';
import { type Migration, type MigrationResult, Migrator } from 'kysely/migration';
import type pg from 'pg';
import { connectPool, kyselyOver } from './connection.ts';
import type { Logins } from './logins.ts';
import { migrations as ours } from './migrations/index.ts';
import { prepareRoles } from './prepare-roles.ts';

/**
 * Brings the database to this program's schema: roles, the job queue, then every migration not yet applied, all of
 * them or none. A second process that starts at once waits, and finds nothing to do.
 * @returns names of the migrations applied now
 * @throws VratarError `database_unreachable`, `database_newer`, `database_migration`, `database_rights`
 */
export async function migrate(
  logins: Pick<Logins, 'owner'>,
  migrations: Readonly<Record<string, Migration>> = ours,
): Promise<readonly string[]> {
  const pool = connectPool(logins.owner, { max: 3, name: 'vratar migrate' });
  const db = kyselyOver(pool);
  let locked: pg.PoolClient | undefined;
  try {
    locked = await lockSchema(pool);
    await assertKnown(pool, migrations);
    await prepareRoles(pool);
    await migrateJobs({ pgPool: pool });
    await grantJobs(pool);
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => ({ ...migrations }) },
      allowUnorderedMigrations: true,
    });
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) throw failure(error, results ?? []);
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    // The lock is the session's; it ends with it.
    locked?.release(true);
    await db.destroy();
  }
}

/** Any number that nothing else in this database uses. */
const SCHEMA_LOCK = 8_670_828;

async function lockSchema(pool: pg.Pool): Promise<pg.PoolClient> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw new VratarError('database_unreachable', { why: String(cause) }, {}, { cause });
  });
  await client.query(`select pg_advisory_lock(${SCHEMA_LOCK})`);
  return client;
}

/** A database that went ahead of this program is left alone. */
async function assertKnown(pool: pg.Pool, migrations: Readonly<Record<string, Migration>>): Promise<void> {
  const present = await pool.query<{ table: string | null }>(
    `select to_regclass('kysely_migration') as table`,
  );
  if (present.rows[0]?.table == null) return;
  const { rows } = await pool.query<{ name: string }>('select name from kysely_migration order by name');
  const unknown = rows.find((row) => !(row.name in migrations));
  if (unknown !== undefined) throw new VratarError('database_newer', { name: unknown.name });
}

/**
 * Only the role that works the queue touches it; the others add through `vratar_enqueue`. The queue's own tables are
 * under row-level security without a policy, which would show the worker an empty queue.
 */
async function grantJobs(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(`select c.oid::regclass::text as name from pg_class c
    where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'worker')`);
  for (const { name } of rows)
    await pool.query(`create policy worker on ${name} to vratar_jobs using (true)`);
  await pool.query(`
    grant usage on schema graphile_worker to vratar_jobs;
    grant all on all tables in schema graphile_worker to vratar_jobs;
    grant all on all sequences in schema graphile_worker to vratar_jobs;
    grant execute on all functions in schema graphile_worker to vratar_jobs`);
}

function failure(error: unknown, results: readonly MigrationResult[]): VratarError {
  const name = results.find((result) => result.status === 'Error')?.migrationName ?? 'unknown';
  return new VratarError('database_migration', { name, why: String(error) }, {}, { cause: error });
}
