import type { Migration } from 'kysely/migration';
import { audit } from './4001-audit.ts';
import { auditRetention } from './4002-audit-retention.ts';

export const auditMigrations: Readonly<Record<string, Migration>> = {
  '4001_audit': audit,
  '4002_audit_retention': auditRetention,
};
