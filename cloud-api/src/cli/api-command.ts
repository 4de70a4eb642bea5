import { Command } from 'commander';
import { capabilities, describeApi } from '../server/index.ts';

/** `vratar-cloud api …` */
export function apiCommand(): Command {
  const openapi = new Command('openapi')
    .description('print the description of the HTTP interface (OpenAPI 3.1, JSON)')
    .action(async () => void process.stdout.write(await describeApi(capabilities)));
  return new Command('api').description('the HTTP interface').addCommand(openapi);
}
