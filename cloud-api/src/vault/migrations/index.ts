import type { Migration } from 'kysely/migration';
import { vault } from './1101-vault.ts';

export const vaultMigrations: Readonly<Record<string, Migration>> = { '1101_vault': vault };
