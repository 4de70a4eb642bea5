import { KeyReport } from '@vratar/protocol/keys';
import { type Kysely, sql } from 'kysely';
import { Value } from 'typebox/value';
import type { Database } from '../../db/index.ts';

/** A gateway in use, and the keys that it said it has. */
export interface ReportedKeys {
  readonly gateway: string;
  readonly site: string;
  /** Undefined: it has not said; an older release never does. */
  readonly keys: KeyReport | undefined;
}

/**
 * Of all gateways in use, or those of one site: of one that was only entered for later nothing is known, and nothing has
 * to be waited for.
 */
export async function reportedKeys(db: Kysely<Database>, site?: string): Promise<readonly ReportedKeys[]> {
  const rows = await db
    .selectFrom('gateway as g')
    .leftJoin('gateway_status as s', 's.gateway', 'g.id')
    .select(['g.id', 'g.site', sql<unknown>`s.report -> 'keys'`.as('keys')])
    .where('g.state', '<>', 'retired')
    .where((eb) => eb.or([eb('g.state', '=', 'enrolled'), eb('s.gateway', 'is not', null)]))
    .$if(site !== undefined, (query) => query.where('g.site', '=', site!))
    .orderBy('g.id')
    .execute();
  return rows.map(({ id, keys, ...row }) => ({
    gateway: id,
    site: row.site,
    keys: Value.Check(KeyReport, keys) ? keys : undefined,
  }));
}
