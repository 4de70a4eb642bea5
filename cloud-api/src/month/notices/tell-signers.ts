import type { Transaction } from 'kysely';
import { type NoticeKind, notify } from '../../accounts/index.ts';
import type { Database } from '../../db/index.ts';
import type { Month } from '../month.ts';
import { signersOf } from './recipients.ts';

/** A campaign that ends at midnight ends on the day before, at 23:59: so НЕИСПУО says it, too. */
const MINUTE_MS = 60_000;

/** Tells whoever signs for a school something about a month. */
export async function tellSigners(
  trx: Transaction<Database>,
  school: string,
  kind: NoticeKind,
  about: { readonly month: Month; readonly until?: number; readonly count?: number },
  now: number,
): Promise<void> {
  const at = new Date(now);
  const { month, until, count } = about;
  const detail = {
    school,
    month: month.slice(0, 7),
    ...(until === undefined ? {} : { until: new Date(until - MINUTE_MS).toISOString() }),
    ...(count === undefined ? {} : { count }),
  };
  for (const account of await signersOf(trx, school, at)) await notify(trx, account, kind, detail, at);
}
