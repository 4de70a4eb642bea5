import type { Migration } from 'kysely/migration';
import { events } from './2001-events.ts';

export const ingestMigrations: Readonly<Record<string, Migration>> = {
  '2001_events': events,
};
