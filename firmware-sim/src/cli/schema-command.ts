import { jsonSchemaText } from '@vratar/protocol/config';
import { Command } from 'commander';
import { SchoolConfig } from '../school/index.ts';

/** `vratar-sim schema`: what a configuration may say. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('print the JSON Schema of the configuration of a school')
    .action(() => {
      process.stdout.write(jsonSchemaText(SchoolConfig, 'Vratar: simulated school'));
    });
}
