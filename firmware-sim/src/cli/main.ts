import { formatError, VratarError } from '@vratar/protocol/errors';
import { Command } from 'commander';
import { pdCommand } from './pd-command.ts';
import { schemaCommand } from './schema-command.ts';
import { schoolCommand } from './school-command.ts';

const program = new Command('vratar-sim')
  .description('Simulated readers, turnstiles, fire panels and crowds for Vratar')
  .version('0.1.0')
  .addCommand(schoolCommand())
  .addCommand(pdCommand())
  .addCommand(schemaCommand());

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof VratarError)) throw error;
  process.stderr.write(`${formatError(error)}\n`);
  process.exit(1);
}
