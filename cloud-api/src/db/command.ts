import { Command } from 'commander';
import type { Toolbox } from '../toolbox/index.ts';
import { migrate } from './migrate.ts';

/** `vratar-cloud db …` */
export function dbCommand(tools: Pick<Toolbox, 'logins'>): Command {
  const migration = new Command('migrate')
    .description('bring the database to the schema of this version; safe to repeat')
    .action(async () => {
      const applied = await migrate(await tools.logins());
      process.stdout.write(
        applied.length === 0 ? 'up to date\n' : applied.map((name) => `${name}\n`).join(''),
      );
    });
  return new Command('db').description('the database of the cloud').addCommand(migration);
}
