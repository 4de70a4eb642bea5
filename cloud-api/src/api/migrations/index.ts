import type { Migration } from 'kysely/migration';
import { idempotentAnswers } from './4301-idempotent-answers.ts';

export const apiMigrations: Readonly<Record<string, Migration>> = {
  '4301_idempotent_answers': idempotentAnswers,
};
