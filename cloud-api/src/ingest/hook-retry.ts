import { VratarError } from '@vratar/protocol/errors';
import type { JournalEvent } from '@vratar/protocol/messages';
import type { TaskList } from 'graphile-worker';
import type { Kysely } from 'kysely';
import type { Database } from '../db/index.ts';
import { HOOK_RETRY } from './run-hooks.ts';
import type { CoverageChange, StoredHook } from './stored.ts';

interface Postponed {
  readonly hook: string;
  readonly gateway: string;
  readonly epoch: number;
  readonly from: number;
  readonly through: number;
  /** Absent in jobs of the release before. */
  readonly coverage?: readonly CoverageChange[];
}

/** The job that lets a capability follow events which it could not follow when they were stored. */
export function hookRetryTask(db: Kysely<Database>, hooks: readonly StoredHook[]): TaskList {
  return {
    [HOOK_RETRY]: async (payload) => {
      const { hook: name, gateway, epoch, from, through, coverage = [] } = payload as Postponed;
      const hook = hooks.find((each) => each.name === name);
      if (hook === undefined) throw new VratarError('internal', { why: `there is no hook ${name}` });
      await db.transaction().execute(async (trx) => {
        const rows = await trx
          .selectFrom('event')
          .selectAll()
          .where('gateway', '=', gateway)
          .where('epoch', '=', epoch)
          .where('seq', '>=', from)
          .where('seq', '<=', through)
          .orderBy('seq')
          .execute();
        const events = rows.map(({ hash, line, received_at: receivedAt, school, seq }) => ({
          school,
          gateway,
          epoch,
          seq,
          hash: hash.toString('hex'),
          line,
          event: JSON.parse(line) as JournalEvent,
          receivedAt,
        }));
        await hook.onStored(trx, events, coverage);
      });
    },
  };
}
