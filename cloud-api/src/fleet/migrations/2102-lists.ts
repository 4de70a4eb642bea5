import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** Which list each gateway has; and a call to those who send when a site's list has a new version. */
export const lists: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table gateway_list (
      gateway text collate "C" primary key,
      school uuid not null,
      version bigint not null,
      refused text,
      reported_at bigint not null,
      offered bigint not null default 0,
      offered_at bigint not null default 0
    ) with (fillfactor = 50)`.execute(db);
    await sql`create index on gateway_list (school)`.execute(db);
    await ownedBySchool(db, 'gateway_list', {
      api: ['select'],
      ingest: ['select', 'insert', 'update'],
      jobs: ['select'],
    });

    await sql`create function vratar_list_changed() returns trigger language plpgsql as $$
      begin
        perform pg_notify('vratar_list', new.site::text);
        return null;
      end $$`.execute(db);
    await sql`create trigger allow_list_changed after insert or update of version on allow_list
      for each row execute function vratar_list_changed()`.execute(db);
  },
};
