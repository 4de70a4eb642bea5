import { COMMAND_ARGS, type Command, type CommandArgs } from '@vratar/protocol/delivery';
import { Compile } from 'typebox/compile';
import type { Order } from '../../socket/commands.ts';

/** What a command of the cloud means here: an order to the gate, or something that the link does itself. */
export type Meaning =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'own'; readonly what: 'status' | 'resend' | 'fetch_list' }
  | { readonly kind: 'wrong' };

const CHECKS = new Map(Object.entries(COMMAND_ARGS).map(([name, schema]) => [name, Compile(schema)]));

/** Reads a command's parameters; `wrong` when they are not what this command takes. */
export function orderOf({ name, args }: Pick<Command, 'name' | 'args'>): Meaning {
  if (CHECKS.get(name)?.Check(args) !== true) return { kind: 'wrong' };
  switch (name) {
    case 'open_once':
      return order({ name: 'release', ...(args as CommandArgs<'open_once'>) });
    case 'mode':
      return order({ name: 'mode', ...(args as CommandArgs<'mode'>) });
    case 'lockdown':
      return order({ name: 'lockdown', ...(args as CommandArgs<'lockdown'>) });
    case 'drill':
      return order({ name: 'fire_drill', ...(args as CommandArgs<'drill'>) });
    case 'status':
    case 'resend':
      return { kind: 'own', what: name };
    case 'time_zone':
      return order({ name: 'time_zone', ...(args as CommandArgs<'time_zone'>) });
    case 'rotate_key': {
      const { document } = args as CommandArgs<'rotate_key'>;
      return document === undefined ? { kind: 'own', what: 'fetch_list' } : order({ name, document });
    }
  }
}

const order = (what: Order): Meaning => ({ kind: 'order', order: what });
