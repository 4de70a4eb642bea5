import { Command, CommanderError } from 'commander';
import { commands } from './commands.ts';
import { EXIT, reportFailure } from './exit.ts';
import { programTools } from './tools.ts';

const program = new Command('vratar-cloud')
  .description('The cloud of Vratar: takes what the gates saw, and says who was in the building')
  .version('0.1.0')
  .option('-c, --config <file>', 'configuration', process.env.VRATAR_CLOUD_CONFIG)
  .option('--data <folder>', 'data folder; has precedence over the configuration')
  .addHelpText(
    'after',
    `
Without a configuration the defaults hold; \`vratar-cloud config example\` prints them with comments.
Exit codes: 0 done, 1 failed, 2 wrong use or configuration, 3 done and something differs.`,
  )
  .exitOverride();

/** Time for the last lines of the log. */
const LAST_WORDS_MS = 500;

const tools = programTools(() => program.opts());
for (const make of commands) program.addCommand(inheriting(make(tools), program));

/** A command that was made apart, and those below it, end as the program does: commander copies nothing by itself. */
function inheriting(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const below of command.commands) inheriting(below, command);
  return command;
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  else process.exitCode = reportFailure(error);
  // What was begun before it failed may keep handles open; a supervisor waits for this process to end.
  setTimeout(() => process.exit(), LAST_WORDS_MS).unref();
} finally {
  await tools.close();
}
