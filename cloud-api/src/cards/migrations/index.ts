import type { Migration } from 'kysely/migration';
import { credentials } from './1201-credentials.ts';

export const cardMigrations: Readonly<Record<string, Migration>> = { '1201_credentials': credentials };
