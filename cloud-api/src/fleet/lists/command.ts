import { join } from 'node:path';
import { listPublicText } from '@vratar/protocol/lists';
import { Command } from 'commander';
import { openListKey } from './list-key.ts';

/** `vratar-cloud lists …` */
export function listsCommand(tools: { config(): { readonly data: string } }): Command {
  const key = new Command('key')
    .description('print the public key that gateways must trust (their setting listKeys)')
    .action(async () => {
      const { data } = tools.config();
      process.stdout.write(`${listPublicText(await openListKey(join(data, 'keys'), process.env))}\n`);
    });
  return new Command('lists').description('allow lists on their way to gateways').addCommand(key);
}
