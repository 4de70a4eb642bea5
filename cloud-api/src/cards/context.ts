import type { Transaction } from 'kysely';
import type { Database } from '../db/index.ts';
import type { Vault } from '../vault/index.ts';

/** What every act on a card needs: the open transaction, already narrowed to the school, and who does it when. */
export interface CardContext {
  readonly trx: Transaction<Database>;
  readonly vault: Vault;
  readonly school: string;
  readonly now: Date;
  /** Account of the officer; absent for jobs and imports. */
  readonly by?: string;
}
