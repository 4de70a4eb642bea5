import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A card that was blocked and given back is on the gates' lists under the name that it had, so that entries once used
 * stay used. No reference: it names what was, whatever is erased since.
 */
export const continuedHoldings: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table credential_holding add column continues uuid`.execute(db);
  },
};
