import type { Kysely } from 'kysely';
import { notify } from '../../accounts/notices/notify.ts';
import type { Database } from '../../db/index.ts';

/** A row of commands is one piece of work: its holder is told of it once. */
const ONCE_IN_MS = 60 * 60_000;

/** Tells the holder of an account that somebody works under it at the terminal of the cloud. */
export async function tellHolder(
  jobs: Kysely<Database>,
  account: string,
  school: string,
  now: Date,
): Promise<void> {
  const told = await jobs
    .selectFrom('account_notice')
    .select('detail')
    .where('account', '=', account)
    .where('kind', '=', 'terminal_session')
    .where('at', '>', new Date(now.getTime() - ONCE_IN_MS))
    .execute();
  if (told.some(({ detail }) => detail.school === school)) return;
  await jobs.transaction().execute((trx) => notify(trx, account, 'terminal_session', { school }, now));
}
