import { VratarError } from '@vratar/protocol/errors';
import { Command } from 'commander';
import { type DeskTools, type InPerson, inPerson } from './in-person.ts';
import { atDesk } from './options.ts';

interface Options extends InPerson {
  readonly json?: boolean;
}

interface Retire extends Options {
  readonly servedUntil?: string;
  readonly giveUp?: boolean;
  readonly entranceClosed?: boolean;
}

/** `vratar-cloud gateway …`: for whoever finds one stolen, broken or replaced, in the name of an account that may. */
export function gatewayCommand(tools: DeskTools): Command {
  const retire = atDesk(new Command('retire'))
    .description(
      'take a gateway out of service: it gets no list, key or command, and nothing is taken from it. Switch it off ' +
        'first: its turnstiles go on by the last list, and whoever goes through them afterwards is taken for absent. ' +
        'After a theft change the key of its site, too: `site rotate-key`',
    )
    .argument('<gateway>')
    .option(
      '--served-until <moment>',
      'when it ceased to serve, such as 2026-11-20T10:00+02:00; now unless told',
    )
    .option('--give-up', 'also when it may hold events that have not arrived; they are lost')
    .option(
      '--entrance-closed',
      'nobody goes in there any more; otherwise days stay in doubt until another gateway of its building serves',
    )
    .action((gateway: string, { servedUntil, giveUp, entranceClosed, json, ...who }: Retire) => {
      const at = servedUntil === undefined ? {} : { servedUntil: momentOf(servedUntil).toISOString() };
      const body = { ...at, ...(giveUp && { giveUp }), ...(entranceClosed && { entranceClosed }) };
      return act(tools, gateway, { ...who, ...(json && { json }) }, 'retired', body);
    });
  const reinstate = atDesk(new Command('reinstate'))
    .description('put a retired gateway back into service; it delivers what it has kept')
    .argument('<gateway>')
    .action((gateway: string, options: Options) => act(tools, gateway, options, 'in service'));
  return new Command('gateway')
    .description('gateways in and out of service; `fleet` shows how they are')
    .addCommand(retire)
    .addCommand(reinstate);
}

/** @param retirement undefined: it is taken back */
async function act(
  tools: DeskTools,
  gateway: string,
  { json = false, ...who }: Options,
  state: string,
  retirement?: object,
): Promise<void> {
  await inPerson(tools, who, async ({ call }) => {
    const path = `/gateways/${encodeURIComponent(gateway)}/retirement`;
    await (retirement === undefined ? call('DELETE', path) : call('PUT', path, retirement));
    process.stdout.write(
      json ? `${JSON.stringify({ gateway, state, ...retirement })}\n` : `${gateway}: ${state}\n`,
    );
  });
}

function momentOf(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || !/[zZ]|[+-]\d\d:?\d\d$/.test(text))
    throw new VratarError('served_until_invalid', {}, { field: '--served-until' });
  return at;
}
