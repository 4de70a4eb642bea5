import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/** Whose rows a transaction may see. */
export interface Scope {
  /** School; rows of any other are invisible to the role `api`. */
  readonly school: string;
  /** Who asks: written into the audit log by what runs inside. */
  readonly account?: string;
}

/**
 * Runs `work` in one transaction that sees one school. The setting is local to the transaction, so that a pooled
 * connection never carries a school over to the next request.
 */
export function inSchool<T>(
  db: Kysely<Database>,
  scope: Scope,
  work: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await setScope(trx, scope);
    return work(trx);
  });
}

/** Narrows a transaction that is already open. */
export async function setScope(trx: Transaction<Database>, scope: Scope): Promise<void> {
  await sql`select set_config('vratar.school', ${scope.school}, true),
                   set_config('vratar.account', ${scope.account ?? ''}, true)`.execute(trx);
}
