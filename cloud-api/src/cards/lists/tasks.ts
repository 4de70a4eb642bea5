import type { TaskList } from 'graphile-worker';
import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { Vault } from '../../vault/index.ts';
import { ALLOW_LIST_TASK } from '../list-changes.ts';
import { type BuiltList, buildList } from './build-list.ts';

/**
 * The job that `listChanged` enqueues.
 * @param db connected as `jobs`
 * @param onBuilt told of each new version after its commit: the way to the gateways begins there
 */
export function listTasks(
  db: Kysely<Database>,
  vault: Vault,
  now: () => Date,
  onBuilt: (list: BuiltList) => Promise<void> = async () => undefined,
): TaskList {
  return {
    [ALLOW_LIST_TASK]: async (payload) => {
      const { site } = payload as { site: string };
      const built = await buildList(db, vault, site, now());
      if (built.changes > 0) await onBuilt(built);
    },
  };
}
