import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ownedBySchool } from '../../db/table-rights.ts';

/** Answers to writes that may be sent again. `sealed` is null only inside the transaction that claims the key. */
export const idempotentAnswers: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table idempotent_answer (
      school uuid not null references school,
      caller uuid not null,
      key bytea not null check (length(key) = 32),
      expires_at timestamptz not null,
      version integer,
      sealed bytea,
      primary key (school, caller, key)
    )`.execute(db);
    await sql`create index on idempotent_answer (expires_at)`.execute(db);
    await ownedBySchool(db, 'idempotent_answer', {
      api: ['select', 'insert', 'update'],
      jobs: ['select', 'delete'],
    });
  },
};
