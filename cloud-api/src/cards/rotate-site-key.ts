import type { CardContext } from './context.ts';
import { listChanged } from './list-changes.ts';
import { addSiteKey, holdSiteKeys } from './site-key.ts';
import { deriveTokens } from './tokens.ts';

/**
 * Gives a site a new key, after a gateway was stolen or as a habit: every card gets a second token there, and the list
 * carries both until `retireSiteKeys`, so that gateways may change over one by one.
 * @param context of the school that owns the site, as `jobs`
 * @returns the new version
 */
export async function rotateSiteKey(context: CardContext, site: string): Promise<number> {
  const { trx, vault } = context;
  await holdSiteKeys(trx, site, false);
  const version = await addSiteKey(trx, vault, site);
  const rows = await trx
    .selectFrom('credential_token as t')
    .innerJoin('credential as c', 'c.id', 't.credential')
    .select(['t.credential', 'c.school'])
    .distinct()
    .where('t.site', '=', site)
    .execute();
  // Guests' cards lie sealed under the keys of their own schools.
  for (const [owner, own] of Map.groupBy(rows, (row) => row.school)) {
    const credentials = own.map((row) => row.credential);
    await deriveTokens({ ...context, school: owner }, credentials);
    await listChanged({ ...context, school: owner }, credentials);
  }
  return version;
}

/** Takes the older keys of a site out of use: tokens under them leave the list, and stay only to explain the past. */
export async function retireSiteKeys(context: CardContext, site: string): Promise<void> {
  const { trx, now } = context;
  await holdSiteKeys(trx, site, false);
  const { newest } = await trx
    .selectFrom('site_key')
    .select((eb) => eb.fn.max('version').as('newest'))
    .where('site', '=', site)
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('site_key')
    .set({ retired_at: now })
    .where('site', '=', site)
    .where('version', '<', newest)
    .where('retired_at', 'is', null)
    .execute();
  const rows = await trx
    .selectFrom('credential_token')
    .select(['credential', 'school'])
    .distinct()
    .where('site', '=', site)
    .where('key_version', '<', newest)
    .execute();
  for (const [school, own] of Map.groupBy(rows, (row) => row.school)) {
    await listChanged(
      { ...context, school },
      own.map((row) => row.credential),
    );
  }
}
