import type { TaskList } from 'graphile-worker';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/index.ts';

/** Makes the partitions of events of this month and the next. */
export const PARTITIONS_AHEAD = 'ingest.partitions_ahead';

/** At 02:10 each night (UTC). */
export const PARTITIONS_CRONTAB = [`10 2 * * * ${PARTITIONS_AHEAD}`];

/**
 * A month's partition is there before its first event: made by the first worker of the month it would hold up the
 * others for as long as the lock on the whole table takes to come.
 */
export function partitionsAheadTask(db: Kysely<Database>, now: () => Date): TaskList {
  return {
    [PARTITIONS_AHEAD]: async () => {
      const today = now();
      for (const ahead of [0, 1]) {
        const month = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead, 1));
        await sql`select vratar_event_partition(${month.toISOString().slice(0, 10)}::date)`.execute(db);
      }
    },
  };
}
