import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { watch } from './3002-follow-facts.ts';

/** Decisions of people are facts like those of the registers: their days are computed again, whoever wrote them. */
export const followDecisions: Migration = {
  async up(db: Kysely<unknown>) {
    await watch(db, { table: 'lesson_mark', from: 'r.day', to: 'r.day', cached: false });
    await watch(db, { table: 'excuse', from: 'r.first_day', to: 'r.last_day', cached: false });
  },
};
