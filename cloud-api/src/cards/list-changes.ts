import { inChunks } from '../db/in-chunks.ts';
import { enqueue } from '../db/jobs.ts';
import type { CardContext } from './context.ts';
import { sitesOf } from './tokens.ts';

/** Task that brings a site's allow list up to date. */
export const ALLOW_LIST_TASK = 'allow_list';

/**
 * Notes that entries may have changed and enqueues the job that looks at them, in the transaction of the change: the
 * work is as large as the change, and a crash loses neither or both.
 */
export async function listChanged(context: CardContext, credentials: readonly string[]): Promise<void> {
  if (credentials.length === 0) return;
  const { trx, school } = context;
  for (const site of await sitesOf(context)) {
    const rows = credentials.map((credential) => ({ site, credential, school }));
    for (const chunk of inChunks(rows, 5_000))
      await trx.insertInto('allow_list_change').values(chunk).execute();
    // One queue a site: versions of a list follow one another.
    await enqueue(
      trx,
      ALLOW_LIST_TASK,
      { site },
      { queue: `allow_list:${site}`, key: `allow_list:${site}`, keyMode: 'preserve_run_at' },
    );
  }
}
