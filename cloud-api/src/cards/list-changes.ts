import type { QueryExecutorProvider } from 'kysely';
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
    await siteChanged(trx, site);
  }
}

/** Holidays and rules of the gates have changed: the lists of the school carry them. */
export async function policyChanged(context: CardContext): Promise<void> {
  for (const site of await sitesOf(context)) await siteChanged(context.trx, site);
}

/** Enqueues the look at a site's list. One queue a site: versions of a list follow one another. */
export async function siteChanged(trx: QueryExecutorProvider, site: string): Promise<void> {
  const name = `allow_list:${site}`;
  await enqueue(trx, ALLOW_LIST_TASK, { site }, { queue: name, key: name, keyMode: 'preserve_run_at' });
}
