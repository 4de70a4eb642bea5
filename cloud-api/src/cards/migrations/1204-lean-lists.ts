import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A list is derived and can be built again: references from each of its lines cost as much as writing them and guard
 * nothing. The number of lines was a count over the school at each change of one card.
 */
export const leanLists: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table allow_list_entry drop constraint allow_list_entry_credential_fkey`.execute(db);
    await sql`alter table allow_list_entry drop constraint allow_list_entry_school_fkey`.execute(db);
    await sql`alter table allow_list drop column entries`.execute(db);
  },
};
