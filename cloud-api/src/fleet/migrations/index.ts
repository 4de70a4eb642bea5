import type { Migration } from 'kysely/migration';
import { fleet } from './2101-fleet.ts';

export const fleetMigrations: Readonly<Record<string, Migration>> = {
  '2101_fleet': fleet,
};
