import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/index.ts';

interface Service {
  readonly gateway: string;
  readonly building: string;
  /** When it first delivered something, ms since 1970 by the cloud's clock. */
  readonly begun: number;
  /** Until when it stood in service; null while it does. */
  readonly until: number | null;
  /** Nobody goes in there any more: the other entrances see everybody. */
  readonly closed: boolean;
}

/**
 * When gateways ceased to be missed, by the cloud's clock: at the end of their service, if another gateway of the building
 * served then; else when the next one began. Without another one nobody sees who comes in there, and the silence goes on,
 * unless somebody said that the entrance is closed: then any other of these gateways will do.
 *
 * @param asOf what was told by then
 * @returns the retired ones among `gateways` that are not missed any more
 */
export async function endsOfService(
  db: Kysely<Database>,
  gateways: readonly string[],
  asOf: number,
): Promise<ReadonlyMap<string, number>> {
  const told = Number.isFinite(asOf) ? new Date(asOf) : 'infinity';
  const { rows } = await sql<Service>`
    select g.id as gateway, g.building, g.entrance_closed as closed, min(m.begun_at) as begun,
      case when g.retired_at <= ${told}::timestamptz then (extract(epoch from g.served_until) * 1000)::bigint end as until
    from event_mark m join gateway g on g.id = m.gateway
    where g.id = any(${gateways}) group by g.id`.execute(db);
  return new Map(
    rows.flatMap((one) => {
      const end = one.until === null ? undefined : succeeded(one, one.until, rows);
      return end === undefined ? [] : [[one.gateway, end] as const];
    }),
  );
}

/** The first moment, not before `until`, at which another one served. */
function succeeded(retired: Service, until: number, all: readonly Service[]): number | undefined {
  const moments = all
    .filter(({ gateway }) => gateway !== retired.gateway)
    .filter(({ building }) => retired.closed || building === retired.building)
    .filter(({ begun, until: end }) => end === null || end > Math.max(begun, until))
    .map(({ begun }) => Math.max(begun, until));
  return moments.length === 0 ? undefined : Math.min(...moments);
}
