import type { Migration } from 'kysely/migration';
import { days } from './3001-days.ts';
import { followFacts } from './3002-follow-facts.ts';

export const attendanceMigrations: Readonly<Record<string, Migration>> = {
  '3001_days': days,
  '3002_follow_facts': followFacts,
};
