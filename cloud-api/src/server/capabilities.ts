import { pino } from 'pino';
import { accountsCapability } from '../accounts/capability.ts';
import { apiCapability } from '../api/capability.ts';
import { attendance } from '../attendance/index.ts';
import { auditCapability } from '../audit/capability.ts';
import { cardsCapability } from '../cards/capability.ts';
import { consentCapability } from '../consent/capability.ts';
import { fleetCapability } from '../fleet/capability.ts';
import { importsCapability } from '../imports/capability.ts';
import type { StoredHook } from '../ingest/index.ts';
import { monthCapability } from '../month/capability.ts';
import { numbersCapability } from '../numbers/capability.ts';
import { registersCapability } from '../registers/capability.ts';
import { reportsCapability } from '../reports/capability.ts';
import { peopleCapability } from '../roster/capability.ts';
import { subjectsCapability } from '../subjects/capability.ts';
import { vaultCapability } from '../vault/capability.ts';
import type { Capability } from './capability.ts';

/** Every capability of the cloud, by name. Explicit on purpose: who reads this file knows what runs. */
export const capabilities: readonly Capability[] = [
  apiCapability,
  accountsCapability,
  auditCapability,
  attendance,
  monthCapability,
  reportsCapability,
  numbersCapability,
  vaultCapability,
  peopleCapability,
  subjectsCapability,
  consentCapability,
  registersCapability,
  cardsCapability,
  importsCapability,
  fleetCapability,
];

/** What follows stored events, for commands that store some outside of the running ingest. */
export function capabilityHooks(): readonly StoredHook[] {
  const parts = { log: pino({ level: 'warn' }), now: () => new Date() };
  return capabilities.flatMap(({ hook }) => (hook === undefined ? [] : [hook(parts)]));
}
