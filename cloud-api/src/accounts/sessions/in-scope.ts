import type { Kysely, Transaction } from 'kysely';
import { type Database, setScope } from '../../db/index.ts';

/** A transaction that says who acts, and in which school if in one. */
export function inScope<T>(
  api: Kysely<Database>,
  account: string | undefined,
  school: string | undefined,
  work: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  return api.transaction().execute(async (trx) => {
    await setScope(trx, { school: school ?? '', ...(account === undefined ? {} : { account }) });
    return work(trx);
  });
}
