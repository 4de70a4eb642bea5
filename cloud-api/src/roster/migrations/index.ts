import type { Migration } from 'kysely/migration';
import { erasure } from './5001-erasure.ts';

export const rosterMigrations: Readonly<Record<string, Migration>> = { '5001_erasure': erasure };
