import type { Pool } from 'pg';

/** A gateway that may need a list, as the database knows it. */
export interface ListReceiver {
  readonly gateway: string;
  readonly site: string;
  /** Version that it reported last. */
  readonly version: number;
}

/** Keeps what a gateway says that it has. @returns where it belongs, and the version of its site's list */
export async function reportList(
  pool: Pool,
  gateway: string,
  version: number,
  refused: string | undefined,
  now: number,
): Promise<{ site: string; current: number } | undefined> {
  const { rows } = await pool.query<{ site: string; current: number | null }>({
    name: 'report_list',
    text: `with own as (select g.id, g.school, g.site from gateway g where g.id = $1),
           kept as (insert into gateway_list as l (gateway, school, version, refused, reported_at)
             select id, school, $2, $3, $4 from own
             on conflict (gateway) do update set version = excluded.version, refused = excluded.refused,
               reported_at = excluded.reported_at)
           select own.site, a.version as current from own left join allow_list a on a.site = own.site`,
    values: [gateway, version, refused ?? null, now],
  });
  const row = rows[0];
  return row === undefined ? undefined : { site: row.site, current: row.current ?? 0 };
}

/**
 * Takes on the gateways that lag behind their list and have not been offered it, or not lately: of several workers one
 * gets each. Only those that are connected.
 *
 * @param site only of this one; undefined: of all
 * @param before offered before this moment counts as lost
 */
export async function claimLagging(
  pool: Pool,
  site: string | undefined,
  now: number,
  before: number,
): Promise<readonly ListReceiver[]> {
  const { rows } = await pool.query<ListReceiver>({
    name: 'claim_lagging',
    text: `update gateway_list l set offered = a.version, offered_at = $2
           from gateway g join allow_list a on a.site = g.site join gateway_status s on s.gateway = g.id
           where l.gateway = g.id and l.version < a.version and s.online
             and (l.offered < a.version or l.offered_at < $3) and ($1::uuid is null or g.site = $1)
           returning l.gateway, g.site, l.version`,
    values: [site ?? null, now, before],
  });
  return rows;
}
