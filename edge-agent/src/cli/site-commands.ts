import type { Command } from 'commander';
import { confirm, withYes, type YesOption } from './confirm.ts';
import { giveOrder, type OrderOptions } from './orders/give-order.ts';
import { statusNow } from './orders/lane-now.ts';
import { lockdownText } from './orders/lockdown-text.ts';
import { withOrder } from './orders/order-options.ts';

/** `vratar-edge lockdown`: nobody passes any lane of this gateway but under a fire. */
export function addLockdownCommand(program: Command): void {
  const command = program
    .command('lockdown')
    .description('block all lanes of the gateway in both directions, or end that')
    .addArgument(program.createArgument('<on|off>', 'begin or end it').choices(['on', 'off']))
    .addHelpText(
      'after',
      `
Examples:
  vratar-edge lockdown on
  vratar-edge lockdown off --yes

It ends grants and refuses releases, stands over a restart, and never goes before a fire. Afterwards every lane has the
mode that was ordered for it, or that of the calendar.`,
    );
  withYes(withOrder(command)).action(
    async (wanted: 'on' | 'off', options: OrderOptions & YesOption, self: Command) => {
      const on = wanted === 'on';
      const question = on
        ? 'Nobody will get in or out by any lane of this gateway, but under a fire.'
        : 'All lanes of this gateway will let people pass again.';
      if (!(await confirm(question, options, self))) return;
      await giveOrder({ name: 'lockdown', on }, options, async () => {
        if (!on) return { text: 'Done: this gateway is in lockdown no more.' };
        const status = await statusNow(options);
        return { text: lockdownText(status), ...(status && { more: { lanes: status.lanes } }) };
      });
    },
  );
}

/** `vratar-edge time-zone`: for a site whose list of cards has the wrong one, or none yet. */
export function addTimeZoneCommand(program: Command): void {
  const command = program
    .command('time-zone')
    .description('set the time zone of the site’s calendar, until the site gets other rules')
    .argument('<zone>', 'its IANA name')
    .addHelpText('after', '\nExample:\n  vratar-edge time-zone Europe/Sofia');
  withOrder(command).action((zone: string, options: OrderOptions) =>
    giveOrder({ name: 'time_zone', zone }, options),
  );
}
