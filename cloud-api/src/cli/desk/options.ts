import type { Command } from 'commander';

/** What every command of the desk is told. */
export const atDesk = (command: Command): Command =>
  command
    .requiredOption('--school <code>', 'institution code')
    .requiredOption('--as <login>', 'account whose rights are used; the log names it, and the terminal')
    .option('--json', 'for programs');
