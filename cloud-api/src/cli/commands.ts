import type { Command } from 'commander';
import { accountCommand } from '../accounts/command.ts';
import { attendanceCommand } from '../attendance/command.ts';
import { auditCommand } from '../audit/index.ts';
import { siteCommand } from '../cards/command.ts';
import { dbCommand } from '../db/command.ts';
import { demoCommand } from '../demo-school/index.ts';
import { fleetCommand, listsCommand } from '../fleet/index.ts';
import { monthCommand } from '../month/cli/command.ts';
import { schoolCommand } from '../registers/command.ts';
import { reportCommand } from '../reports/command.ts';
import { capabilityHooks } from '../server/index.ts';
import { vaultCommand } from '../vault/command.ts';
import { apiCommand } from './api-command.ts';
import { configCommand } from './config-command.ts';
import { cardsCommand } from './desk/cards-command.ts';
import { gatewayCommand } from './desk/gateway-command.ts';
import { importCommand } from './desk/import-command.ts';
import { peopleCommand } from './desk/people-command.ts';
import { runCommand } from './run-command.ts';
import type { ProgramTools } from './tools.ts';

/** Every command of `vratar-cloud`. A capability exports a function that makes its own; this list mounts it. */
export const commands: readonly ((tools: ProgramTools) => Command)[] = [
  runCommand,
  configCommand,
  apiCommand,
  dbCommand,
  demoCommand,
  schoolCommand,
  siteCommand,
  gatewayCommand,
  importCommand,
  peopleCommand,
  cardsCommand,
  accountCommand,
  vaultCommand,
  attendanceCommand,
  (tools) => auditCommand((work) => tools.withDatabase(work)),
  monthCommand,
  reportCommand,
  listsCommand,
  (tools) => fleetCommand(tools, capabilityHooks),
];
