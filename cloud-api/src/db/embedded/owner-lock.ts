import { setTimeout as sleep } from 'node:timers/promises';
import { VratarError } from '@vratar/protocol/errors';
import pg from 'pg';

/** Any number that nothing else on this server uses. */
const LOCK = 8_670_827;

/**
 * Claims the server for this process, for as long as the returned function is not called. The claim is a session
 * lock: it ends with the connection, so also with `kill -9`, and no file can be left over.
 * @throws VratarError `already_running` with the number of the process that holds it
 */
export async function claimServer(adminUrl: string, path: string): Promise<() => Promise<void>> {
  const client = new pg.Client({
    connectionString: adminUrl,
    application_name: `vratar owner ${process.pid}`,
  });
  // The server's end is seen by the caller through the child process; this connection has nothing to add.
  client.on('error', () => undefined);
  await client.connect();
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${LOCK}) as mine`);
    if (rows[0]?.mine === true) return () => client.end();
    const pid = await holder(client);
    if (pid !== undefined && isAlive(pid)) {
      await client.end();
      throw new VratarError('already_running', { path, pid });
    }
    // The session of a process that was just killed takes a moment to end.
    await sleep(100);
  }
  await client.end();
  throw new VratarError('already_running', { path, pid: 'unknown' });
}

async function holder(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ application_name: string }>(
    `select application_name from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and objid = ${LOCK} and granted`,
  );
  return rows[0] === undefined ? undefined : Number(rows[0].application_name.replace(/\D/g, ''));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
