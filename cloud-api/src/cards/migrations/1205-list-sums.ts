import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the digest of a list is made of, kept beside the list: else every change of one card reads the whole school. */
export const listSums: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table allow_list add column lines_sum text check (lines_sum ~ '^[0-9a-f]{64}$')`.execute(
      db,
    );
  },
};
