import { VratarError } from '@vratar/protocol/errors';
import type { RosterContext } from '../roster/index.ts';

/** A gateway of the school, locked. @throws VratarError `register_unknown` */
export async function gatewayHere({ trx, school }: RosterContext, gateway: string) {
  const row = await trx
    .selectFrom('gateway')
    .select(['name', 'building', 'state', 'retired_at'])
    .where('id', '=', gateway)
    .where('school', '=', school)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new VratarError('register_unknown', { what: 'gateway' }, { field: 'params' });
  return row;
}
