import type { Migration } from 'kysely/migration';
import { audit } from './4001-audit.ts';

export const auditMigrations: Readonly<Record<string, Migration>> = { '4001_audit': audit };
