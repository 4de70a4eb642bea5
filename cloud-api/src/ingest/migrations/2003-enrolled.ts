import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Ingest says of a gateway that it is enrolled; those that have delivered already are. */
export const enrolled: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`grant update (state) on gateway to vratar_ingest`.execute(db);
    await sql`update gateway g set state = 'enrolled' where state = 'new'
      and exists (select from event_mark m where m.gateway = g.id)`.execute(db);
  },
};
