import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/index.ts';

interface Service {
  readonly gateway: string;
  /** When it first delivered something, ms since 1970 by the cloud's clock. */
  readonly begun: number;
  /** Until when it stood in service; null while it does. */
  readonly until: number | null;
}

/**
 * When gateways ceased to be missed, by the cloud's clock: at the end of their service, if another of these gateways
 * served then; else when the next one began. Without another one nobody sees who comes, and the silence goes on.
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
    select m.gateway, min(m.begun_at) as begun, (extract(epoch from g.served_until) * 1000)::bigint as until
    from event_mark m left join gateway g on g.id = m.gateway and g.retired_at <= ${told}::timestamptz
    where m.gateway = any(${gateways}) group by m.gateway, g.served_until`.execute(db);
  return new Map(
    rows.flatMap((one) => {
      const end = one.until === null ? undefined : succeeded(one.gateway, one.until, rows);
      return end === undefined ? [] : [[one.gateway, end] as const];
    }),
  );
}

/** The first moment, not before `until`, at which another one served. */
function succeeded(gateway: string, until: number, all: readonly Service[]): number | undefined {
  const moments = all
    .filter(
      ({ gateway: other, begun, until: end }) =>
        other !== gateway && (end === null || end > Math.max(begun, until)),
    )
    .map(({ begun }) => Math.max(begun, until));
  return moments.length === 0 ? undefined : Math.min(...moments);
}
