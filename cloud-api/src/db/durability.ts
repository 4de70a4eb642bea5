import { VratarError } from '@vratar/protocol/errors';
import { type QueryExecutorProvider, sql } from 'kysely';

const REQUIRED = ['fsync', 'synchronous_commit', 'full_page_writes'] as const;

/** `remote_write` and stronger also flush here; `off` does not. */
const DURABLE = new Set(['on', 'local', 'remote_write', 'remote_apply']);

/**
 * Checks that a commit on this connection survives a power cut (I5): an event may be acknowledged only then.
 * @throws VratarError `database_not_durable` naming the setting
 */
export async function assertDurable(db: QueryExecutorProvider): Promise<void> {
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name in (${sql.join([...REQUIRED])})`.execute(db);
  for (const setting of REQUIRED) {
    const value = rows.find((row) => row.name === setting)?.setting ?? 'unknown';
    if (!DURABLE.has(value)) throw new VratarError('database_not_durable', { setting, value });
  }
}
