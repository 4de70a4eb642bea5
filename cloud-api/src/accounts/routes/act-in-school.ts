import { inSchool } from '../../db/index.ts';
import { type Caller, requireAct, schoolOf } from '../caller.ts';
import type { AccountParts, ActContext } from '../context.ts';
import type { Act, Target } from '../permissions/index.ts';

/**
 * Runs an act of a person in the school where they work, if they may.
 * @param target what it is aimed at besides the school
 * @throws VratarError `not_permitted`
 */
export function actInSchool<T>(
  { api, vault, now }: AccountParts,
  caller: Caller & { readonly kind: 'session' },
  act: Act,
  target: Omit<Target, 'school'>,
  work: (context: ActContext) => Promise<T>,
): Promise<T> {
  const school = schoolOf(caller, act);
  requireAct(caller, act, { ...target, school });
  const account = caller.id;
  return inSchool(api, { school, account }, (trx) => work({ trx, vault, school, account, now: now() }));
}
