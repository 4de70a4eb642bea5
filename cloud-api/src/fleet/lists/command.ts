import { Command } from 'commander';
import type { Toolbox } from '../../toolbox/index.ts';

/** `vratar-cloud lists …` */
export function listsCommand(tools: Pick<Toolbox, 'listPublicKey'>): Command {
  const key = new Command('key')
    .description('print the public key that gateways must trust (their setting listKeys)')
    .action(async () => void process.stdout.write(`${await tools.listPublicKey()}\n`));
  return new Command('lists').description('allow lists on their way to gateways').addCommand(key);
}
