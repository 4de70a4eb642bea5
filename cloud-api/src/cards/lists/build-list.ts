import { changeSum, sumOfLines } from '@vratar/protocol/lists';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { Vault } from '../../vault/index.ts';
import { holdSiteKeys, siteKeys, siteNamingKey } from '../site-key.ts';
import { type ListSite, midnights } from './entry-of.ts';
import { readListed } from './read-listed.ts';
import { siteRules } from './site-policy.ts';
import { writeEntries } from './write-entries.ts';

export interface BuiltList {
  readonly site: string;
  readonly version: number;
  /** Lines that differ from the version before; the policy counts as one. */
  readonly changes: number;
}

/**
 * Brings the list of a site up to date: looks at the credentials that were noted as changed and at the policy, and
 * gives the list a new version if anything is different. The first time, and with `whole`, it looks at everything.
 * @param db connected as `jobs`
 */
export function buildList(
  db: Kysely<Database>,
  vault: Vault,
  site: string,
  now: Date,
  whole = false,
): Promise<BuiltList> {
  return db.transaction().execute(async (trx) => {
    // A list that names a key has to know every card under it.
    await holdSiteKeys(trx, site, true);
    const current = await lockedList(trx, site);
    const noted = await takeChanges(trx, site);
    const { policy: rules, groupsOf } = await siteRules(trx, site, now);
    const keys = await siteKeys(trx, vault, site);
    const policy = { ...rules, cardKeys: keys.map(({ id }) => id) };
    const midnight = midnights(policy.timezone);
    const namingKey = await siteNamingKey(trx, vault, site);
    const listSite: ListSite = { midnight, namingKey, groupsOf };
    const some = current.version === 0 || whole ? undefined : noted;
    const tokens = some?.length === 0 ? [] : await readListed(trx, site, policy.schools, some);

    const version = current.version + 1;
    const policyChanged = current.policy === null || !samePolicy(current.policy, policy);
    const before = current.lines_sum === null ? await summed(trx, site) : BigInt(`0x${current.lines_sum}`);
    const { changed, on, off } = await writeEntries(trx, site, version, tokens, listSite);
    if (changed === 0 && !policyChanged) return { site, version: version - 1, changes: 0 };
    const counts = {
      version,
      built_at: now,
      lines_sum: changeSum(before, on, off).toString(16).padStart(64, '0'),
      ...(policyChanged && {
        policy: JSON.stringify({ ...policy, issuedAt: now.getTime() }),
        policy_version: version,
      }),
    };
    await trx
      .insertInto('allow_list')
      .values({ site, school: current.school, policy: '{}', policy_version: version, ...counts })
      .onConflict((conflict) => conflict.column('site').doUpdateSet(counts))
      .execute();
    return { site, version, changes: changed + (policyChanged ? 1 : 0) };
  });
}

/** The list as it stands, with the site's row locked: versions of a list follow one another. Version 0: none yet. */
async function lockedList(trx: Transaction<Database>, site: string) {
  const row = await trx
    .selectFrom('site')
    .leftJoin('allow_list', 'allow_list.site', 'site.id')
    .select(['site.school', 'allow_list.version', 'allow_list.policy', 'allow_list.lines_sum'])
    .where('site.id', '=', site)
    .forUpdate('site')
    .executeTakeFirstOrThrow();
  return { ...row, version: row.version ?? 0 };
}

/** Sum over the lines of a list that was last built before sums were kept, or never. */
async function summed(trx: Transaction<Database>, site: string): Promise<bigint> {
  const rows = await trx
    .selectFrom('allow_list_entry')
    .select('entry')
    .where('site', '=', site)
    .where('entry', 'is not', null)
    .execute();
  return sumOfLines(rows.map((row) => row.entry!));
}

/** The notes are taken in the same transaction: if the build fails they are there again. */
async function takeChanges(trx: Transaction<Database>, site: string): Promise<readonly string[]> {
  const rows = await trx
    .deleteFrom('allow_list_change')
    .where('site', '=', site)
    .returning('credential')
    .execute();
  return [...new Set(rows.map((row) => row.credential))];
}

function samePolicy(before: { readonly issuedAt: number }, now: object): boolean {
  const { issuedAt: _issuedAt, ...body } = before;
  return canonical(body) === canonical(now);
}

/** jsonb gives keys back in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
