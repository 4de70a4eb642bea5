import { SitePolicy } from '@vratar/protocol/lists';
import type { Kysely } from 'kysely';
import { type Static, Type } from 'typebox';
import type { Database } from '../../db/index.ts';

/** One version of a site's rules as its gateways got them, signed, inside their list. */
export const SitePolicyVersion = Type.Object({
  site: Type.String(),
  /** Of the list that carried it first. */
  version: Type.Integer(),
  issuedAt: Type.Integer({ description: 'Milliseconds since 1970, UTC.' }),
  policy: SitePolicy,
});
export type SitePolicyVersion = Static<typeof SitePolicyVersion>;

/**
 * The newest versions of each site's rules, newest first.
 * @param db narrowed to a school, or connected as `jobs`
 */
export async function sitePolicies(
  db: Kysely<Database>,
  { site, limit }: { readonly site?: string | undefined; readonly limit: number },
): Promise<readonly SitePolicyVersion[]> {
  const rows = await db
    .selectFrom('site_policy')
    .select(['site', 'version', 'issued_at', 'policy'])
    .$if(site !== undefined, (query) => query.where('site', '=', site!))
    .orderBy('issued_at', 'desc')
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ issued_at: issuedAt, ...row }) => ({ ...row, issuedAt: issuedAt.getTime() }));
}
