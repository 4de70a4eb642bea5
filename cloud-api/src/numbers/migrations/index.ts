import type { Migration } from 'kysely/migration';
import { riskCount } from './5101-risk-count.ts';

export const numberMigrations: Readonly<Record<string, Migration>> = { '5101_risk_count': riskCount };
