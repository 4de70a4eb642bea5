import type { Migration } from 'kysely/migration';
import { accountMigrations } from '../../accounts/migrations/index.ts';
import { apiMigrations } from '../../api/migrations/index.ts';
import { attendanceMigrations } from '../../attendance/migrations/index.ts';
import { auditMigrations } from '../../audit/migrations/index.ts';
import { cardMigrations } from '../../cards/migrations/index.ts';
import { consentMigrations } from '../../consent/migrations/index.ts';
import { fleetMigrations } from '../../fleet/migrations/index.ts';
import { importMigrations } from '../../imports/migrations/index.ts';
import { ingestMigrations } from '../../ingest/migrations/index.ts';
import { monthMigrations } from '../../month/migrations/index.ts';
import { numberMigrations } from '../../numbers/migrations/index.ts';
import { peopleMigrations } from '../../people/migrations/index.ts';
import { rosterMigrations } from '../../roster/migrations/index.ts';
import { vaultMigrations } from '../../vault/migrations/index.ts';
import { foundation } from './0001-foundation.ts';

/**
 * Every migration by name, in the order of the names. Prefixes keep capabilities apart while they grow side by side:
 * 0xxx here, 1xxx people, 2xxx ingest and fleet, 3xxx attendance, 4xxx accounts and audit, 5xxx what
 * stands on all of them. A capability exports its
 * own record, and this file lists it. Forward only: a published migration is never edited and has no `down`.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001_foundation': foundation,
  ...ingestMigrations,
  ...fleetMigrations,
  ...peopleMigrations,
  ...vaultMigrations,
  ...cardMigrations,
  ...importMigrations,
  ...attendanceMigrations,
  ...monthMigrations,
  ...auditMigrations,
  ...accountMigrations,
  ...apiMigrations,
  ...rosterMigrations,
  ...numberMigrations,
  ...consentMigrations,
};
