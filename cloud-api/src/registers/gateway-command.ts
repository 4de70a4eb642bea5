import { VratarError } from '@vratar/protocol/errors';
import { Command } from 'commander';
import { setScope } from '../db/index.ts';
import type { RosterContext } from '../roster/index.ts';
import type { Toolbox } from '../toolbox/index.ts';
import { reinstateGateway, retireGateway } from './retire-gateway.ts';

type Tools = Pick<Toolbox, 'withDatabase' | 'vault' | 'now'>;

interface Retire {
  readonly servedUntil?: string;
  readonly giveUp?: boolean;
}

/** `vratar-cloud gateway …`: for whoever finds one stolen, broken or replaced when the school cannot be reached. */
export function gatewayCommand(tools: Tools): Command {
  const retire = new Command('retire')
    .description(
      'take a gateway out of service: it gets no list, key or command, and nothing is taken from it. After a theft ' +
        'change the key of its site, too: `site rotate-key`',
    )
    .argument('<gateway>')
    .option(
      '--served-until <moment>',
      'when it ceased to serve, such as 2026-11-20T10:00+02:00; now unless told',
    )
    .option('--give-up', 'also when it may hold events that have not arrived; they are lost')
    .action((gateway: string, { servedUntil, giveUp = false }: Retire) =>
      inSchoolOf(tools, gateway, (context) =>
        retireGateway(context, gateway, {
          giveUp,
          ...(servedUntil === undefined ? {} : { servedUntil: momentOf(servedUntil) }),
        }),
      ),
    );
  const reinstate = new Command('reinstate')
    .description('put a retired gateway back into service; it delivers what it has kept')
    .argument('<gateway>')
    .action((gateway: string) => inSchoolOf(tools, gateway, (context) => reinstateGateway(context, gateway)));
  return new Command('gateway')
    .description('gateways in and out of service; `fleet` shows how they are')
    .addCommand(retire)
    .addCommand(reinstate);
}

/** Runs an act in the school that a gateway belongs to. @throws VratarError `register_unknown` */
async function inSchoolOf(
  { withDatabase, vault, now }: Tools,
  gateway: string,
  work: (context: RosterContext) => Promise<void>,
): Promise<void> {
  const keys = await vault();
  await withDatabase(async (db) => {
    await db.transaction().execute(async (trx) => {
      const owner = await trx
        .selectFrom('gateway')
        .select('school')
        .where('id', '=', gateway)
        .executeTakeFirst();
      if (owner === undefined) throw new VratarError('register_unknown', { what: 'gateway' });
      await setScope(trx, { school: owner.school });
      await work({ trx, vault: keys, school: owner.school, now: now() });
    });
  });
}

function momentOf(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || !/[zZ]|[+-]\d\d:?\d\d$/.test(text))
    throw new VratarError('served_until_invalid', {}, { field: '--served-until' });
  return at;
}
