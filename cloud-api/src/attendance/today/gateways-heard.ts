import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { endsOfService } from '../../fleet/index.ts';
import { SILENT_MS } from '../../ingest/group/coverage.ts';
import type { Doubt } from '../rules/r17-doubt.ts';
import { sqlOver } from '../store/sql.ts';

/** When a gateway's journal last told something. */
export interface Heard {
  readonly gateway: string;
  readonly name: string;
  readonly building: string;
  /** Newest moment that the journal here speaks of, ms since 1970; undefined for a gateway that never spoke. */
  readonly dataAt: number | undefined;
  /** When it ceased to be missed, ms since 1970; undefined while it is, retired or not. */
  readonly missedUntil: number | undefined;
}

/**
 * The school's own gateways with the age of what they told, by the last stored event of the newest epoch. A retired one
 * that ever spoke is among them: while nobody has succeeded it nobody sees who comes (I8).
 */
export async function gatewaysHeard(db: Kysely<Database>, school: string): Promise<readonly Heard[]> {
  const { rows } = await sqlOver(db).query<HeardRow>(
    `select g.id, g.name, b.code as building, least(m.moved_at, e.at) as data_at
     from gateway g
     join building b on b.id = g.building
     left join lateral (select epoch, through, moved_at from event_mark
       where gateway = g.id order by epoch desc limit 1) m on true
     left join lateral (select at from event
       where gateway = g.id and seq = m.through and epoch = m.epoch limit 1) e on true
     where g.school = $1 and (g.state <> 'retired' or m.epoch is not null)
     order by g.id`,
    [school],
  );
  const ends = await endsOfService(
    db,
    rows.map(({ id }) => id),
    Number.POSITIVE_INFINITY,
  );
  return rows.map((row) => ({
    gateway: row.id,
    name: row.name,
    building: row.building,
    dataAt: row.data_at === null ? undefined : Number(row.data_at),
    missedUntil: ends.get(row.id),
  }));
}

interface HeardRow {
  readonly id: string;
  readonly name: string;
  readonly building: string;
  readonly data_at: string | null;
}

/** Those that should be heard: all but the retired ones that are not missed any more. */
export const stillMissed = (heard: readonly Heard[]): readonly Heard[] =>
  heard.filter(({ missedUntil }) => missedUntil === undefined);

/** Gateways that are silent at `now`, as doubt from their last word on, without an end unless they are missed no longer. */
export function silenceOf(heard: readonly Heard[], now: number, starts: number): Doubt[] {
  return heard
    .filter(
      ({ dataAt, missedUntil }) =>
        dataAt === undefined || missedUntil !== undefined || now - dataAt > SILENT_MS,
    )
    .map(({ gateway, dataAt, missedUntil = Number.POSITIVE_INFINITY }) => ({
      from: Math.max(dataAt ?? starts, starts),
      until: missedUntil,
      cause: 'coverage_gap' as const,
      gateway,
    }))
    .filter(({ from, until }) => from < until);
}
