import { readFileSync } from 'node:fs';
import { jsonSchemaText } from '@vratar/protocol/config';
import { Command } from 'commander';
import { CloudConfig } from '../server/index.ts';
import type { ProgramTools } from './tools.ts';

/** `vratar-cloud config …` */
export function configCommand(tools: Pick<ProgramTools, 'config'>): Command {
  const check = new Command('check')
    .description('read the configuration and say what is wrong with it')
    .action(() => {
      tools.config();
      process.stdout.write('the configuration is valid\n');
    });
  const schema = new Command('schema')
    .description('print the JSON Schema, for editors')
    .action(() => void process.stdout.write(jsonSchemaText(CloudConfig, 'Configuration of vratar-cloud')));
  const example = new Command('example').description('print a commented example').action(() => {
    process.stdout.write(readFileSync(new URL('../server/example.yaml', import.meta.url), 'utf8'));
  });
  const group = new Command('config').description('check a configuration, print its schema or an example');
  return group.addCommand(check).addCommand(schema).addCommand(example);
}
