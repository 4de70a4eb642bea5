import { digestOfSum, type SitePolicy } from '@vratar/protocol/lists';
import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';

/** A site's whole list at its present version. */
export interface ListSnapshot {
  readonly version: number;
  readonly policy: SitePolicy;
  /** JSON texts of `AllowListEntry`, ascending by token: the same list is the same bytes. */
  readonly lines: readonly string[];
}

/** What turns the list of one version into that of a later one. */
export interface ListDifference {
  readonly from: number;
  readonly version: number;
  /** Of the list of the later version (`listDigest`). */
  readonly digest: string;
  /** Only when it changed. */
  readonly policy: SitePolicy | undefined;
  /** New lines and lines that replace the one with the same token, ascending by token. */
  readonly put: readonly string[];
  /** Tokens that have no line any more, ascending. */
  readonly remove: readonly string[];
}

/** @returns undefined before the first build */
export async function listSnapshot(db: Kysely<Database>, site: string): Promise<ListSnapshot | undefined> {
  const list = await db
    .selectFrom('allow_list')
    .select(['version', 'policy'])
    .where('site', '=', site)
    .executeTakeFirst();
  if (list === undefined) return undefined;
  const rows = await db
    .selectFrom('allow_list_entry')
    .select('entry')
    .where('site', '=', site)
    .where('entry', 'is not', null)
    .orderBy('token')
    .execute();
  return { ...list, lines: rows.map((row) => row.entry!) };
}

/**
 * @param from version that the gateway has; 0 for none
 * The cost is that of the difference, not of the list.
 * @returns undefined when there is nothing newer than `from`, no list yet, or one that can only be sent whole
 */
export async function listDifference(
  db: Kysely<Database>,
  site: string,
  from: number,
): Promise<ListDifference | undefined> {
  const list = await db
    .selectFrom('allow_list')
    .select(['version', 'policy', 'policy_version', 'lines_sum'])
    .where('site', '=', site)
    .where('version', '>', from)
    .executeTakeFirst();
  // Without a sum: built last by an older version of this program, and whole lists go out until the next build.
  if (list === undefined || list.lines_sum === null) return undefined;
  const rows = await db
    .selectFrom('allow_list_entry')
    .select(['token', 'entry'])
    .where('site', '=', site)
    .where('version', '>', from)
    .orderBy('token')
    .execute();
  return {
    from,
    version: list.version,
    digest: digestOfSum(list.policy, BigInt(`0x${list.lines_sum}`)),
    policy: list.policy_version > from ? list.policy : undefined,
    put: rows.flatMap((row) => row.entry ?? []),
    remove: rows.filter((row) => row.entry === null).map((row) => row.token),
  };
}
