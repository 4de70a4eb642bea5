import type { Migration } from 'kysely/migration';
import { month } from './3101-month.ts';

export const monthMigrations: Readonly<Record<string, Migration>> = {
  '3101_month': month,
};
