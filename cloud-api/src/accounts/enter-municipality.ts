import { VratarError } from '@vratar/protocol/errors';
import type { Transaction } from 'kysely';
import { audit } from '../audit/index.ts';
import { type Database, setScope } from '../db/index.ts';

/**
 * Enters a municipality that is not known yet. It is no province: it has a code and a name of its own, and no schools
 * under it.
 * @param trx connected as `jobs`
 * @throws VratarError `region_known` for the code of a province, or of a municipality of another name
 */
export async function enterMunicipality(
  trx: Transaction<Database>,
  code: string,
  name: string,
): Promise<void> {
  const entered = await trx
    .insertInto('region')
    .values({ code, name })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (entered === undefined) return assertSame(trx, code, name);
  await setScope(trx, { school: '' });
  await audit(trx, { action: 'register_changed', subject: `region:${entered.id}`, detail: { added: true } });
}

async function assertSame(trx: Transaction<Database>, code: string, name: string): Promise<void> {
  const same = await trx
    .selectFrom('region as g')
    .select('g.id')
    .where('g.code', '=', code)
    .where('g.name', '=', name)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('school as s').select('s.id').whereRef('s.region', '=', 'g.id'))),
    )
    .executeTakeFirst();
  if (same === undefined) throw new VratarError('region_known', { code }, { field: '--region' });
}
