import { inspectEvents } from '@vratar/protocol/delivery';
import type { Pool, PoolClient } from 'pg';
import { copyEvents } from './group/event-rows.ts';
import { PartitionNames } from './partitions.ts';
import { runHooks } from './run-hooks.ts';
import type { StoredEvent, StoredHook } from './stored.ts';

interface Row {
  readonly gateway: string;
  readonly epoch: number;
  readonly seq: number;
  readonly school: string;
  readonly hash: Buffer;
  readonly prev: Buffer;
  readonly bytes: Buffer;
}

export interface Replayed {
  /** Events that this program can read now, and has stored. */
  readonly stored: number;
  /** Events that stay in quarantine. */
  readonly left: number;
}

const STEP = 200;

/**
 * Tries the events in quarantine again with this program: those that it can read are stored as if they had just come,
 * each in the transaction that takes it out of quarantine. Safe to repeat, and beside live ingest.
 *
 * @param pool connections of the role `ingest`
 * @param gateway only of this one
 */
export async function replayQuarantine(
  pool: Pool,
  hooks: readonly StoredHook[],
  now: () => number,
  gateway?: string,
): Promise<Replayed> {
  const client = await pool.connect();
  let [stored, left] = [0, 0];
  try {
    for (let after: Row | undefined; ; ) {
      const rows = await waiting(client, gateway, after);
      for (const row of rows) {
        if (await replay(client, hooks, row, now())) stored += 1;
        else left += 1;
      }
      after = rows.at(-1);
      if (rows.length < STEP) return { stored, left };
    }
  } finally {
    client.release();
  }
}

async function waiting(
  client: PoolClient,
  gateway: string | undefined,
  after: Row | undefined,
): Promise<Row[]> {
  const { rows } = await client.query<Row>(
    `select gateway, epoch, seq, school, hash, prev, bytes from event_quarantine
     where replayed_at is null and ($1::text is null or gateway = $1)
       and ($2::text is null or (gateway, epoch, seq) > ($2, $3, $4))
     order by gateway, epoch, seq limit ${STEP}`,
    [gateway ?? null, after?.gateway ?? null, after?.epoch ?? 0, after?.seq ?? 0],
  );
  return rows;
}

async function replay(
  client: PoolClient,
  hooks: readonly StoredHook[],
  row: Row,
  now: number,
): Promise<boolean> {
  const envelope = {
    v: 1,
    epoch: row.epoch,
    first: row.seq,
    count: 1,
    prev: row.prev.toString('hex'),
    head: row.hash.toString('hex'),
  };
  const inspection = inspectEvents(envelope, row.bytes.toString('utf8'));
  const read = inspection.ok ? inspection.events[0] : undefined;
  if (read === undefined) return false;
  const { gateway, epoch, seq, school } = row;
  const event: StoredEvent = { ...read, gateway, epoch, seq, school, receivedAt: now };
  await client.query('begin');
  try {
    const taken = await client.query(
      `update event_quarantine set replayed_at = $4
       where gateway = $1 and epoch = $2 and seq = $3 and replayed_at is null`,
      [gateway, epoch, seq, now],
    );
    if (taken.rowCount === 1) {
      await copyEvents(client, await new PartitionNames().at(client, now), [event]);
      await runHooks(client, hooks, { events: [event], coverage: [] });
    }
    await client.query('commit');
    return taken.rowCount === 1;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
