import { VratarError } from '@vratar/protocol/errors';
import { Command } from 'commander';
import { enqueue } from '../../db/index.ts';
import type { Toolbox } from '../../toolbox/index.ts';
import { KEYS_TASK, reportedKeys } from '../keys/index.ts';

type Tools = Pick<Toolbox, 'listKeys' | 'withDatabase'>;

/** `vratar-cloud lists …` */
export function listsCommand(tools: Tools): Command {
  const key = new Command('key')
    .description('print the public keys that gateways must trust (their setting listKeys), oldest first')
    .action(() => print(tools));
  const rotate = new Command('rotate-key')
    .description(
      'make the next key that signs lists; gateways are told, and each gets lists of the newest it trusts',
    )
    .action(async () => {
      await tools.listKeys.add();
      await deliver(tools);
      await print(tools);
    });
  const retire = new Command('retire-keys')
    .description('take the older keys out of use, once every gateway trusts the newest')
    .option('--force', 'also when a gateway trusts none but an older one: an installer has to visit it')
    .action(async ({ force = false }: { force?: boolean }) => {
      const needed = await behind(tools);
      if (needed.length > 0 && !force)
        throw new VratarError('list_keys_needed', { gateways: needed.join(', ') });
      await tools.listKeys.retire();
      await deliver(tools);
      await print(tools);
    });
  return new Command('lists')
    .description('allow lists on their way to gateways, and the keys that sign them')
    .addCommand(key)
    .addCommand(rotate)
    .addCommand(retire);
}

async function print({ listKeys }: Tools): Promise<void> {
  for (const text of await listKeys.public()) process.stdout.write(`${text}\n`);
}

/** Gateways that have not said that they trust the newest key. */
async function behind({ listKeys, withDatabase }: Tools): Promise<readonly string[]> {
  const newest = (await listKeys.public()).at(-1)!;
  const gateways = await withDatabase((db) => reportedKeys(db));
  return gateways.filter(({ keys }) => !keys?.lists.includes(newest)).map(({ gateway }) => gateway);
}

/** The cloud that runs tells its gateways now, and not at the next minute. */
function deliver({ withDatabase }: Tools): Promise<void> {
  return withDatabase((db) => enqueue(db, KEYS_TASK, {}, { key: KEYS_TASK }));
}
