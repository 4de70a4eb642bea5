import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../db/index.ts';
import type { Vault } from '../vault/index.ts';

/** What the services of accounts stand on. */
export interface AccountParts {
  /** Connected as `api`: row-level security holds. */
  readonly api: Kysely<Database>;
  readonly vault: Vault;
  readonly now: () => Date;
}

/** An act of one account in one school, inside a transaction that sees that school. */
export interface ActContext {
  readonly trx: Transaction<Database>;
  readonly vault: Vault;
  readonly school: string;
  readonly account: string;
  readonly now: Date;
}
