import type { Command } from 'commander';
import { giveOrder, type OrderOptions } from './orders/give-order.ts';
import { named, withOrder } from './orders/order-options.ts';

/** `vratar-edge fire …`: reset and drill at the gateway, where a site has no key switch. */
export function addFireCommands(program: Command): void {
  const fire = program.command('fire').description('reset a fire zone, begin or end a drill');
  const command = (name: string, what: string) =>
    withOrder(fire.command(name).argument('<zone>', 'its name in the configuration', named)).description(
      what,
    );

  command('reset', 'end a fire, or a drill, when its inputs are restored; the lanes obey again')
    .option('--override <name>', 'who answers for it that an input cannot be read; it is journaled')
    .addHelpText(
      'after',
      '\nExamples:\n  vratar-edge fire reset school\n  vratar-edge fire reset school --override ivanova',
    )
    .action((zone: string, options: OrderOptions & { override?: string }) => {
      const { override } = options;
      return giveOrder({ name: 'fire_reset', zone, ...(override !== undefined && { override }) }, options);
    });

  command('drill', 'free the lanes of a zone as a fire does, and say that it is a drill')
    .option('--end', 'end the drill; a fire that came meanwhile goes on')
    .addHelpText(
      'after',
      '\nExamples:\n  vratar-edge fire drill school\n  vratar-edge fire drill school --end',
    )
    .action((zone: string, options: OrderOptions & { end?: boolean }) =>
      giveOrder({ name: 'fire_drill', zone, on: options.end !== true }, options),
    );
}
