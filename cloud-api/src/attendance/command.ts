import { Command } from 'commander';
import { explainCommand } from './explain/command.ts';

/** `vratar-cloud attendance …` */
export function attendanceCommand(): Command {
  return new Command('attendance')
    .description('rebuild attendance from what the gates saw, and say why')
    .addCommand(explainCommand());
}
