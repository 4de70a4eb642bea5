import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** What was asked of gateways, and what they answered. */
export const commands: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table gateway_command (
      id text collate "C" primary key,
      gateway text collate "C" not null references gateway,
      school uuid not null,
      name text not null,
      args jsonb not null,
      issuer text not null,
      issued_at bigint not null,
      expires_at bigint not null,
      sent_at bigint,
      result text check (result in ('done', 'refused', 'expired', 'repeated', 'failed', 'unanswered')),
      code text,
      answered_at bigint
    )`.execute(db);
    await sql`create index on gateway_command (gateway, issued_at)`.execute(db);
    await sql`create index gateway_command_open on gateway_command (gateway) where result is null`.execute(
      db,
    );
    await ownedBySchool(db, 'gateway_command', {
      api: ['select', 'insert'],
      ingest: ['select', 'update'],
      jobs: ['select', 'insert', 'update'],
    });

    await sql`create function vratar_command_issued() returns trigger language plpgsql as $$
      begin
        perform pg_notify('vratar_command', new.gateway);
        return null;
      end $$`.execute(db);
    await sql`create trigger gateway_command_issued after insert on gateway_command
      for each row execute function vratar_command_issued()`.execute(db);
  },
};
