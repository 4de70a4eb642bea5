import { accountErrors } from './accounts.ts';
import { attendanceErrors } from './attendance.ts';
import { cardErrors } from './cards.ts';
import { configErrors } from './config.ts';
import { coreErrors } from './core.ts';
import { databaseErrors } from './database.ts';
import { deliveryErrors } from './delivery.ts';
import { gateErrors } from './gate.ts';
import { importErrors } from './imports.ts';
import { keyErrors } from './keys.ts';
import { lineErrors } from './line.ts';
import { listErrors } from './lists.ts';
import { monthErrors } from './month.ts';
import { osdpErrors } from './osdp.ts';
import { osdpToolErrors } from './osdp-tools.ts';
import { processErrors } from './process.ts';
import { registerErrors } from './registers.ts';
import { reloadErrors } from './reload.ts';
import { simErrors } from './sim.ts';
import { tokenErrors } from './tokens.ts';
import { vaultErrors } from './vault.ts';

/**
 * Every error that Vratar can report, one file an area. A code never changes its meaning and is never reused:
 * scripts, alarms and the people on the phone refer to it.
 */
export const catalogue = {
  ...accountErrors,
  ...attendanceErrors,
  ...databaseErrors,
  ...cardErrors,
  ...configErrors,
  ...coreErrors,
  ...deliveryErrors,
  ...gateErrors,
  ...importErrors,
  ...keyErrors,
  ...lineErrors,
  ...listErrors,
  ...osdpErrors,
  ...osdpToolErrors,
  ...monthErrors,
  ...processErrors,
  ...tokenErrors,
  ...registerErrors,
  ...reloadErrors,
  ...simErrors,
  ...vaultErrors,
};

export type ErrorCode = keyof typeof catalogue;
