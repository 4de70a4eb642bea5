import { Command, CommanderError } from 'commander';
import { osdpCommand } from '../osdp-tools/index.ts';
import { addConfigCommands } from './config-commands.ts';
import { EXIT, reportFailure } from './exit.ts';
import { addGateCommand } from './gate-command.ts';
import { addJournalCommands } from './journal-commands.ts';
import { addLinkCommand } from './link-command.ts';
import { addRunCommand } from './run-command.ts';
import { addStatusCommands } from './status-commands.ts';

const program = new Command('vratar-edge')
  .description('The daemon on a school’s gateway, and the tools beside it')
  .version('0.1.0')
  .addHelpText(
    'after',
    `
The configuration is taken from --config, from VRATAR_EDGE_CONFIG, or from /etc/vratar/edge.yaml.
Exit codes: 0 done, 1 failed, 2 wrong use or configuration, 3 done and something is wrong (flaws, refusals).`,
  )
  .exitOverride();

addRunCommand(program);
addGateCommand(program);
addLinkCommand(program);
addStatusCommands(program);
addJournalCommands(program);
addConfigCommands(program);
program.addCommand(osdpCommand());

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  else process.exitCode = reportFailure(error, process.argv.includes('--json'));
}
