import type { Migration } from 'kysely/migration';
import { imports } from './1301-imports.ts';
import { peopleInSteps } from './1302-people-in-steps.ts';

export const importMigrations: Readonly<Record<string, Migration>> = {
  '1301_imports': imports,
  '1302_people_in_steps': peopleInSteps,
};
