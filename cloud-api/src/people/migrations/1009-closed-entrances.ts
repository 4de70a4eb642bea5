import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Said at the retirement of a gateway: nobody goes in there any more, and the other entrances see everybody. */
export const closedEntrances: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table gateway add column entrance_closed boolean not null default false
      constraint gateway_entrance_closed check (state = 'retired' or not entrance_closed)`.execute(db);
  },
};
