import type { ActContext } from '../../accounts/context.ts';
import type { RosterContext } from '../context.ts';

/** What acts on people and cards need, out of what a route has. */
export const rosterContext = ({ trx, vault, school, now, account }: ActContext): RosterContext => ({
  trx,
  vault,
  school,
  now,
  by: account,
});
