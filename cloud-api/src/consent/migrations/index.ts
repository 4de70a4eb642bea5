import type { Migration } from 'kysely/migration';
import { consent } from './5201-consent.ts';

export const consentMigrations: Readonly<Record<string, Migration>> = { '5201_consent': consent };
