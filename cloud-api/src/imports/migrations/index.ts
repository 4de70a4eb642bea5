import type { Migration } from 'kysely/migration';
import { imports } from './1301-imports.ts';

export const importMigrations: Readonly<Record<string, Migration>> = { '1301_imports': imports };
