import type { Doubt } from '../rules/r17-doubt.ts';
import type { Sql } from '../store/sql.ts';

/** When a gateway's journal last told something. */
export interface Heard {
  readonly gateway: string;
  readonly name: string;
  readonly building: string;
  /** Newest moment that the journal here speaks of, ms since 1970; undefined for a gateway that never spoke. */
  readonly dataAt: number | undefined;
}

/** A gateway journals `alive` each minute: longer without news is silence. */
export const SILENT_MS = 150_000;

/** The school's own gateways with the age of what they told, by the last stored event of the newest epoch. */
export async function gatewaysHeard(sql: Sql, school: string): Promise<readonly Heard[]> {
  const { rows } = await sql.query<{ id: string; name: string; building: string; data_at: string | null }>(
    `select g.id, g.name, b.code as building, least(m.moved_at, e.at) as data_at
     from gateway g
     join building b on b.id = g.building
     left join lateral (select epoch, through, moved_at from event_mark
       where gateway = g.id order by epoch desc limit 1) m on true
     left join lateral (select at from event
       where gateway = g.id and seq = m.through and epoch = m.epoch limit 1) e on true
     where g.school = $1 and g.state <> 'retired'
     order by g.id`,
    [school],
  );
  return rows.map((row) => ({
    gateway: row.id,
    name: row.name,
    building: row.building,
    dataAt: row.data_at === null ? undefined : Number(row.data_at),
  }));
}

/** Gateways that are silent at `now`, as doubt from their last word on, without an end. */
export function silenceOf(heard: readonly Heard[], now: number, starts: number): Doubt[] {
  return heard
    .filter(({ dataAt }) => dataAt === undefined || now - dataAt > SILENT_MS)
    .map(({ gateway, dataAt }) => ({
      from: Math.max(dataAt ?? starts, starts),
      until: Number.POSITIVE_INFINITY,
      cause: 'coverage_gap',
      gateway,
    }));
}
