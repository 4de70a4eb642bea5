import type { Migration } from 'kysely/migration';
import { consent } from './5201-consent.ts';
import { askedFor } from './5202-asked-for.ts';
import { settled } from './5203-settled.ts';

export const consentMigrations: Readonly<Record<string, Migration>> = {
  '5201_consent': consent,
  '5202_asked_for': askedFor,
  '5203_settled': settled,
};
