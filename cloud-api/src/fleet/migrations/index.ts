import type { Migration } from 'kysely/migration';
import { fleet } from './2101-fleet.ts';
import { lists } from './2102-lists.ts';
import { commands } from './2103-commands.ts';
import { sitePolicies } from './2104-site-policies.ts';

export const fleetMigrations: Readonly<Record<string, Migration>> = {
  '2101_fleet': fleet,
  '2102_lists': lists,
  '2103_commands': commands,
  '2104_site_policies': sitePolicies,
};
