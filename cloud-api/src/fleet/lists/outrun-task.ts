import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';

/** Task name: a gateway reported a version that this cloud has not reached. */
export const LIST_OUTRUN = 'lists.outrun';

/** Gives a site's list a version above one that a gateway has. Its lines are the same; the gateway gets all of them. */
export async function outrunList(db: Kysely<Database>, site: string, version: number): Promise<void> {
  await db
    .updateTable('allow_list')
    .set({ version: version + 1, policy_version: version + 1 })
    .where('site', '=', site)
    .where('version', '<=', version)
    .execute();
}
