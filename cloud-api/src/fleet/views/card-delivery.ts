import { type Kysely, sql } from 'kysely';
import { type Static, Type } from 'typebox';
import type { Database } from '../../db/index.ts';

/** Whether the last change of a card, such as its blocking, holds at each gateway that lets it in. */
export const CardDelivery = Type.Object({
  gateways: Type.Array(
    Type.Object({
      gateway: Type.String(),
      name: Type.String(),
      /** False: this gateway still decides by what was before. */
      inForce: Type.Boolean(),
      online: Type.Boolean(),
    }),
  ),
});
export type CardDelivery = Static<typeof CardDelivery>;

/** @param db narrowed to the school */
export async function cardDelivery(db: Kysely<Database>, credential: string): Promise<CardDelivery> {
  // A change that is noted but not yet in a list is in force nowhere.
  const { rows } = await sql<CardDelivery['gateways'][number]>`
    select g.id as gateway, g.name, coalesce(s.online, false) as online,
           not waiting.yes and coalesce(l.version, 0) >= line.version as "inForce"
    from (select t.site, max(e.version) as version from credential_token t
          join allow_list_entry e on e.site = t.site and e.token = t.token
          where t.credential = ${credential} group by t.site) line
    join gateway g on g.site = line.site and g.state <> 'retired'
    left join gateway_list l on l.gateway = g.id
    left join gateway_status s on s.gateway = g.id
    cross join lateral (select exists (select from allow_list_change c
      where c.site = line.site and c.credential = ${credential}) as yes) waiting
    order by g.id`.execute(db);
  return { gateways: rows };
}
