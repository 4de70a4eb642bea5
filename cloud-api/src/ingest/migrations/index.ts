import type { Migration } from 'kysely/migration';
import { events } from './2001-events.ts';
import { coverage } from './2002-coverage.ts';
import { enrolled } from './2003-enrolled.ts';
import { clockSteps } from './2004-clock-steps.ts';
import { firstEvents } from './2005-first-events.ts';

export const ingestMigrations: Readonly<Record<string, Migration>> = {
  '2001_events': events,
  '2002_coverage': coverage,
  '2003_enrolled': enrolled,
  '2004_clock_steps': clockSteps,
  '2005_first_events': firstEvents,
};
