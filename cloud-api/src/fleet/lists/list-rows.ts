import type { Pool } from 'pg';

/** A gateway that may need a list, as the database knows it. */
export interface ListReceiver {
  readonly gateway: string;
  readonly site: string;
  /** Version that it reported last. */
  readonly version: number;
}

/**
 * Keeps what a gateway says that it has; the answer is its offer of the present version.
 * @returns where it belongs, and the version of its site's list, 0 before the first
 */
export async function reportList(
  pool: Pool,
  gateway: string,
  version: number,
  refused: string | undefined,
  now: number,
): Promise<{ site: string; current: number } | undefined> {
  const { rows } = await pool.query<{ site: string; current: number }>({
    name: 'report_list',
    text: `with own as (select g.id, g.school, g.site from gateway g where g.id = $1 and g.state <> 'retired'),
           current as (select own.site, coalesce(a.version, 0) as version from own
             left join allow_list a on a.site = own.site),
           kept as (insert into gateway_list as l (gateway, school, version, refused, reported_at, offered, offered_at)
             select own.id, own.school, $2, $3, $4, current.version, $4 from own, current
             on conflict (gateway) do update set version = excluded.version, refused = excluded.refused,
               reported_at = excluded.reported_at, offered = excluded.offered, offered_at = excluded.offered_at)
           select site, version as current from current`,
    values: [gateway, version, refused ?? null, now],
  });
  return rows[0];
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
           where l.gateway = g.id and l.version < a.version and s.online and g.state <> 'retired'
             and (l.offered < a.version or l.offered_at < $3) and ($1::uuid is null or g.site = $1)
           returning l.gateway, g.site, l.version`,
    values: [site ?? null, now, before],
  });
  return rows;
}
