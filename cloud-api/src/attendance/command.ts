import { Command } from 'commander';
import type { Toolbox } from '../toolbox/index.ts';
import { explainCommand } from './explain/command.ts';
import { runCommand } from './reconcile/command.ts';

/** `vratar-cloud attendance …` */
export function attendanceCommand(tools: Pick<Toolbox, 'withDatabase' | 'now'>): Command {
  return new Command('attendance')
    .description('rebuild attendance from what the gates saw, and say why')
    .addCommand(explainCommand())
    .addCommand(runCommand('rebuild', tools))
    .addCommand(runCommand('reconcile', tools));
}
