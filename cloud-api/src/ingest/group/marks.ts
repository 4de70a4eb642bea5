import type { PoolClient } from 'pg';
import type { EventMarkTable } from '../tables.ts';
import type { MarkState } from './coverage.ts';

/** Watermarks of the gateways of one group: gateway, epoch. */
export type GroupMarks = Map<string, Map<number, MarkState>>;

/** A watermark to be written. */
export interface MarkRow {
  readonly gateway: string;
  readonly school: string;
  readonly epoch: number;
  readonly mark: MarkState;
}

/**
 * Reads and locks all watermarks of these gateways. The order of the rows is the same for every worker, so that two
 * groups with gateways in common wait for each other and never in a circle. A gateway that has none yet is locked by
 * its name, because there is no row to hold on to.
 */
export async function lockMarks(client: PoolClient, gateways: readonly string[]): Promise<GroupMarks> {
  const sorted = [...gateways].sort();
  const marks: GroupMarks = new Map(sorted.map((gateway) => [gateway, new Map()]));
  await readMarks(client, sorted, marks);
  const unknown = sorted.filter((gateway) => marks.get(gateway)!.size === 0);
  if (unknown.length === 0) return marks;
  await client.query({
    name: 'lock_names',
    text: `select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest($1::text[]) as name`,
    values: [unknown],
  });
  await readMarks(client, unknown, marks);
  return marks;
}

async function readMarks(client: PoolClient, gateways: readonly string[], marks: GroupMarks): Promise<void> {
  const { rows } = await client.query<MarkColumns>({
    name: 'lock_marks',
    text: `select gateway, epoch, through, hash, last_at, last_mono, last_boot, last_unset, missing from event_mark
           where gateway = any($1::text[]) order by gateway, epoch for update`,
    values: [gateways],
  });
  for (const row of rows) marks.get(row.gateway)!.set(row.epoch, markOf(row));
}

type MarkColumns = Omit<EventMarkTable, 'missing' | 'last_unset'> & { missing: boolean; last_unset: boolean };

function markOf({
  through,
  hash,
  last_at: at,
  last_mono: mono,
  last_boot: boot,
  last_unset: unset,
  missing,
}: MarkColumns): MarkState {
  const last = at === null || mono === null || boot === null ? undefined : { at, mono, boot, unset };
  return { through, hash: hash.toString('hex'), last, missing };
}

/** Writes watermarks, new or moved. */
export async function saveMarks(client: PoolClient, rows: readonly MarkRow[], now: number): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: 'save_marks',
    text: `insert into event_mark (gateway, school, epoch, through, hash, begun_at, moved_at, last_at, last_mono,
             last_boot, missing, last_unset)
           select gateway, school, epoch, through, decode(hash, 'hex'), $10, $10, last_at, last_mono, last_boot, missing,
             last_unset
           from unnest($1::text[], $2::uuid[], $3::int[], $4::bigint[], $5::text[], $6::bigint[], $7::bigint[],
             $8::text[], $9::boolean[], $11::boolean[])
             as row (gateway, school, epoch, through, hash, last_at, last_mono, last_boot, missing, last_unset)
           on conflict (gateway, epoch) do update
             set through = excluded.through, hash = excluded.hash, moved_at = excluded.moved_at,
               last_at = excluded.last_at, last_mono = excluded.last_mono, last_boot = excluded.last_boot,
               missing = excluded.missing, last_unset = excluded.last_unset`,
    values: [
      rows.map((row) => row.gateway),
      rows.map((row) => row.school),
      rows.map((row) => row.epoch),
      rows.map((row) => row.mark.through),
      rows.map((row) => row.mark.hash),
      rows.map((row) => row.mark.last?.at),
      rows.map((row) => row.mark.last?.mono),
      rows.map((row) => row.mark.last?.boot),
      rows.map((row) => row.mark.missing),
      now,
      rows.map((row) => row.mark.last?.unset === true),
    ],
  });
}
