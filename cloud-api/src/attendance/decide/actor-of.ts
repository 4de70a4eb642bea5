import { VratarError } from '@vratar/protocol/errors';
import { type Act, type Caller, mayAny, schoolOf } from '../../accounts/index.ts';
import type { Actor } from './actor.ts';

/**
 * The caller as somebody who decides: what they may do with `act` at this moment, class by class.
 * @throws VratarError `not_permitted` for somebody who may do it nowhere in the school
 */
export function actorOf(caller: Caller, act: Act): Actor {
  const school = schoolOf(caller, act);
  const signs = mayAny(caller.grants, act === 'asp.confirm' ? act : 'month.sign', { school });
  if (mayAny(caller.grants, act, { school })) return { school, account: caller.id, classes: 'all', signs };
  const own = caller.grants.flatMap((grant) => (grant.school === school && grant.class) || []);
  const classes = new Set(own.filter((of) => mayAny(caller.grants, act, { school, class: of })));
  if (classes.size === 0) throw new VratarError('not_permitted', { act });
  return { school, account: caller.id, classes, signs };
}
