import type { TaskList } from 'graphile-worker';
import type { Kysely } from 'kysely';
import type { Database } from '../db/index.ts';

const TIDY_TASK = 'tidy_answers';

export const API_CRONTAB = [`27 * * * * ${TIDY_TASK}`];

/** @param db connected as `jobs` */
export function apiTasks(db: Kysely<Database>, now: () => Date): TaskList {
  return {
    [TIDY_TASK]: async () => {
      await db.deleteFrom('idempotent_answer').where('expires_at', '<', now()).execute();
    },
  };
}
