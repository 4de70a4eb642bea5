import type { PoolClient } from 'pg';
import type { Note } from './plan.ts';

export interface GatewayNote extends Note {
  readonly gateway: string;
  readonly school: string;
  /** How often; once unless told. */
  readonly count?: number;
}

/** Counts conditions per gateway and code; one that was cleared comes back with its next occurrence. */
export async function saveNotes(
  client: PoolClient,
  notes: readonly GatewayNote[],
  now: number,
): Promise<void> {
  if (notes.length === 0) return;
  const grouped = Map.groupBy(notes, (note) => `${note.gateway}\n${note.code}`);
  const rows = [...grouped.keys()].sort().map((key) => grouped.get(key)!);
  await client.query({
    name: 'save_notes',
    text: `insert into gateway_note (gateway, code, school, count, detail, first_at, last_at)
           select gateway, code, school, count, detail, $6, $6
           from unnest($1::text[], $2::text[], $3::uuid[], $4::bigint[], $5::text[])
             as row (gateway, code, school, count, detail)
           on conflict (gateway, code) do update set count = gateway_note.count + excluded.count,
             detail = coalesce(nullif(excluded.detail, ''), gateway_note.detail), last_at = excluded.last_at, cleared_at = null`,
    values: [
      rows.map((row) => row[0]!.gateway),
      rows.map((row) => row[0]!.code),
      rows.map((row) => row[0]!.school),
      rows.map((row) => row.reduce((sum, note) => sum + (note.count ?? 1), 0)),
      rows.map((row) => row.at(-1)!.detail.slice(0, 500)),
      now,
    ],
  });
}
